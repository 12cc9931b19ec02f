/// What the texts of verifier keys and signing keys have in common: `name+id+base64(kind || 32 bytes)`.
struct KeyText {
    let name: String
    let id: UInt32
    let kind: VerifierKey.Kind
    let key: [UInt8]

    /// Eight lower-case digits.
    private var hexadecimalID: String {
        let digits = String(id, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    var text: String { "\(name)+\(hexadecimalID)+\(CanonicalBase64.encode([kind.rawValue] + key))" }
}

extension KeyText {
    /// Whether the id belongs to the key is the caller's to judge.
    /// - Throws: ``LogError`` `.malformed`.
    init(parsing text: some Collection<UInt8>) throws {
        // The key's base64 may have plus signs of its own.
        let parts = text.split(separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let name = String(validating: parts[0], as: UTF8.self), VerifierKey.isName(name) else {
            throw LogError(.malformed, "a key is not of the form name+id+key")
        }
        guard let digits = String(validating: parts[1], as: UTF8.self), let id = UInt32(digits, radix: 16) else {
            throw LogError(.malformed, "a key's id is not eight hexadecimal digits")
        }
        guard let bytes = CanonicalBase64.decode(parts[2]), let first = bytes.first else {
            throw LogError(.malformed, "a key is not base64")
        }
        guard let kind = VerifierKey.Kind(rawValue: first) else {
            throw LogError(.malformed, "a key is of a kind that is not known here: \(first)")
        }
        guard bytes.count == 33 else { throw LogError(.malformed, "a key of \(bytes.count - 1) bytes") }
        self.init(name: name, id: id, kind: kind, key: Array(bytes.dropFirst()))
        guard hexadecimalID.utf8.elementsEqual(parts[1]) else {
            throw LogError(.malformed, "a key's id is not eight hexadecimal digits")
        }
    }
}
