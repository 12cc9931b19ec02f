/// One signature line of a note, by a key known or not.
public struct NoteSignature: Sendable {
    /// The key's name, and its ``VerifierKey/id``: two keys may share either.
    public let name: String
    public let keyID: UInt32
    /// What follows the id, at least one byte: 64 of Ed25519, or a ``Cosignature``.
    public let bytes: [UInt8]

    init(by key: VerifierKey, bytes: [UInt8]) {
        name = key.name
        keyID = key.id
        self.bytes = bytes
    }

    /// - Parameter line: without its newline.
    /// - Throws: ``LogError`` `.malformed`.
    public init(parsing line: some Collection<UInt8>) throws {
        guard line.starts(with: Self.dash.utf8) else { throw LogError(.malformed, "a signature begins without a dash") }
        let parts = line.dropFirst(Self.dash.utf8.count)
            .split(separator: UInt8(ascii: " "), maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let name = String(validating: parts[0], as: UTF8.self), VerifierKey.isName(name) else {
            throw LogError(.malformed, "a signature has no name")
        }
        guard let bytes = CanonicalBase64.decode(parts[1]), bytes.count > 4 else {
            throw LogError(.malformed, "a signature is not base64 of five bytes or more")
        }
        self.name = name
        keyID = bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        self.bytes = Array(bytes.dropFirst(4))
    }

    /// With its newline: `— name base64(id || bytes)`.
    public var line: String {
        let id = stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: keyID >> $0) }
        return "\(Self.dash)\(name) \(CanonicalBase64.encode(id + bytes))\n"
    }

    func isBy(_ key: VerifierKey) -> Bool { keyID == key.id && key.isNamed(name) }

    func isBySameKey(as other: NoteSignature) -> Bool {
        keyID == other.keyID && name.utf8.elementsEqual(other.name.utf8)
    }

    /// U+2014 and a space.
    private static let dash = "\u{2014} "
}

extension NoteSignature: Hashable {
    /// By bytes, as ``SignedNote``.
    public static func == (one: NoteSignature, other: NoteSignature) -> Bool {
        one.isBySameKey(as: other) && one.bytes == other.bytes
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(keyID)
        hasher.combine(bytes)
    }
}
