/// A text signed by one or more keys (C2SP signed-note).
///
/// The text is worth nothing until ``open(with:)`` has found a signature by a key that one knows.
public struct SignedNote: Sendable {
    /// With its last newline, without the empty line that follows.
    public let text: String
    /// At least one, at most 100, in the note's order, whoever made them.
    public let signatures: [NoteSignature]

    /// Bytes of the largest note.
    public static let maximumSize = 1_000_000
    public static let maximumSignatures = 100

    /// - Throws: ``LogError`` `.malformed` when this would not be a note.
    public init(text: String, signatures: [NoteSignature]) throws {
        try self.init(parsing: Self.serialise(text, signatures))
        guard self.text.utf8.elementsEqual(text.utf8) else {
            throw LogError(.malformed, "a note's text ends without a newline")
        }
    }

    /// - Throws: ``LogError`` `.malformed`.
    public init(parsing bytes: some Collection<UInt8>) throws {
        let bytes = Array(bytes)
        guard bytes.count <= Self.maximumSize else { throw LogError(.malformed, "a note of \(bytes.count) bytes") }
        guard NoteText.parse(bytes) != nil else {
            throw LogError(.malformed, "a note is not UTF-8, has control characters or ends without a newline")
        }
        guard let end = Self.lastEmptyLine(of: bytes), let text = NoteText.parse(bytes[..<end]) else {
            throw LogError(.malformed, "a note has no empty line before its signatures")
        }
        var lines = LineReader(bytes[(end + 1)...])
        self.signatures = try lines.signatures()
        self.text = text
    }

    /// The place of the newline that is a line of its own.
    private static func lastEmptyLine(of bytes: [UInt8]) -> Int? {
        let newline = UInt8(ascii: "\n")
        return bytes.indices.dropFirst().last { bytes[$0] == newline && bytes[$0 - 1] == newline }
    }

    public func serialised() -> [UInt8] { Self.serialise(text, signatures) }

    private static func serialise(_ text: String, _ signatures: [NoteSignature]) -> [UInt8] {
        Array((text + "\n" + signatures.map(\.line).joined()).utf8)
    }

    /// The same text with more signatures; those by a key that has signed already take the place of its old one.
    /// - Throws: ``LogError`` `.malformed` when these would be too many.
    public func adding(_ new: [NoteSignature]) throws -> SignedNote {
        let kept = signatures.filter { old in !new.contains { $0.isBySameKey(as: old) } }
        return try SignedNote(text: text, signatures: kept + new)
    }

    /// The signatures by keys that one knows, each valid; of a key that signed several times only the first, as in Go's
    /// sumdb/note. Those by other keys are ignored.
    ///
    /// - Throws: ``LogError`` `.signatureWrong` when there is none, or one of them is wrong; `.malformed` when two
    ///   different keys share name and id.
    public func open(with keys: [VerifierKey]) throws -> [(key: VerifierKey, signature: NoteSignature)] {
        var opened: [(key: VerifierKey, signature: NoteSignature)] = []
        for signature in signatures {
            let known = Set(keys.filter(signature.isBy))
            guard let key = known.first, !opened.contains(where: { $0.key == key }) else { continue }
            guard known.count == 1 else { throw LogError(.malformed, "two keys share the id \(key.id)") }
            guard key.verifies(signature.bytes, of: text) else {
                throw LogError(.signatureWrong, "the signature by \(key.name) is wrong")
            }
            opened.append((key, signature))
        }
        guard !opened.isEmpty else { throw LogError(.signatureWrong, "no signature by a known key") }
        return opened
    }
}

extension SignedNote: Hashable {
    /// By bytes: Swift's own comparison takes different spellings of é as one, a signature does not.
    public static func == (one: SignedNote, other: SignedNote) -> Bool { one.serialised() == other.serialised() }

    public func hash(into hasher: inout Hasher) { hasher.combine(serialised()) }
}
