/// Takes a text of lines apart, each of which ends in a newline.
struct LineReader {
    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: some Sequence<UInt8>) { rest = Array(bytes)[...] }

    var isAtEnd: Bool { rest.isEmpty }

    /// The next line without its newline; nil when no newline follows.
    mutating func next() -> ArraySlice<UInt8>? {
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        defer { rest = rest[(end + 1)...] }
        return rest[..<end]
    }

    /// What follows `prefix` on the next line; nil, and nothing taken, when it begins otherwise.
    mutating func next(after prefix: String) -> ArraySlice<UInt8>? {
        rest.starts(with: prefix.utf8) ? next()?.dropFirst(prefix.utf8.count) : nil
    }

    /// What C2SP tlog-witness allows; no tree of less than 2^62 entries needs more.
    static let mostHashes = 63

    /// Hashes in base64, one a line, up to and with the empty line that ends them.
    ///
    /// - Parameter what: whose proof it is, for the error.
    /// - Throws: ``LogError`` `.malformed` when there are more than ``mostHashes``.
    mutating func hashes(of what: String) throws -> [MerkleHash] {
        var hashes: [MerkleHash] = []
        while let line = next() {
            if line.isEmpty { return hashes }
            guard hashes.count < Self.mostHashes else {
                throw LogError(.malformed, "\(what): more than \(Self.mostHashes) hashes")
            }
            guard let hash = MerkleHash(base64: line) else {
                throw LogError(.malformed, "\(what): line \(hashes.count + 1) of the proof is not a hash")
            }
            hashes.append(hash)
        }
        throw LogError(.malformed, "\(what): no empty line after the proof")
    }

    /// A note's signature lines, up to the end.
    ///
    /// - Throws: ``LogError`` `.malformed` when there is none, or more than ``SignedNote/maximumSignatures``.
    mutating func signatures() throws -> [NoteSignature] {
        var signatures: [NoteSignature] = []
        while let line = next() {
            guard signatures.count < SignedNote.maximumSignatures else {
                throw LogError(.malformed, "more than \(SignedNote.maximumSignatures) signatures")
            }
            signatures.append(try NoteSignature(parsing: line))
        }
        guard isAtEnd, !signatures.isEmpty else { throw LogError(.malformed, "no signature, or half a line of one") }
        return signatures
    }
}
