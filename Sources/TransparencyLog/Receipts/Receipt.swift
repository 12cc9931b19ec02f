/// That an entry is in a log, for whoever holds the entry and knows the log's key: no server is needed (C2SP tlog-proof).
///
///     c2sp.org/tlog-proof@v1
///     extra <base64>                 only when there is some
///     index <decimal>
///     <base64>                       the proof's hashes, from the leaf's sibling up
///
///     <the signed checkpoint>
public struct Receipt: Hashable, Sendable {
    /// Anything its maker added; nothing vouches for it. Empty when there is none.
    public let extra: [UInt8]
    /// The entry's, from 0.
    public let index: Int
    public let hashes: [MerkleHash]
    public let checkpoint: SignedCheckpoint

    /// The ending that the format recommends for files.
    public static let fileExtension = "tlog-proof"

    /// - Throws: ``LogError`` `.malformed` when the proof is not of the checkpoint's size, or has too many hashes.
    public init(_ proof: InclusionProof, in checkpoint: SignedCheckpoint, extra: [UInt8] = []) throws {
        guard proof.index >= 0, proof.size == checkpoint.checkpoint.size, proof.hashes.count <= LineReader.mostHashes
        else {
            throw LogError(.malformed, "a receipt's proof is of another size than its checkpoint")
        }
        self.extra = extra
        self.checkpoint = checkpoint
        index = proof.index
        hashes = proof.hashes
    }

    /// - Throws: ``LogError`` `.malformed`.
    public init(parsing bytes: some Collection<UInt8>) throws {
        var lines = LineReader(bytes)
        guard lines.next()?.elementsEqual(Self.firstLine.utf8) == true else {
            throw LogError(.malformed, "a receipt's first line is another")
        }
        if let text = lines.next(after: "extra ") {
            guard let extra = CanonicalBase64.decode(text), !extra.isEmpty else {
                throw LogError(.malformed, "a receipt's extra line is empty or not base64")
            }
            self.extra = extra
        } else {
            extra = []
        }
        guard let index = lines.next(after: "index ").flatMap({ Int(decimal: $0) }) else {
            throw LogError(.malformed, "a receipt has no index")
        }
        self.index = index
        hashes = try lines.hashes(of: "a receipt")
        checkpoint = try SignedCheckpoint(parsing: lines.rest)
    }

    public func serialised() -> [UInt8] {
        var lines = [Self.firstLine]
        if !extra.isEmpty { lines.append("extra " + CanonicalBase64.encode(extra)) }
        lines.append("index \(index)")
        lines += hashes.map(\.description)
        return Array(lines.map { $0 + "\n" }.joined().utf8) + [0x0A] + checkpoint.serialised()
    }

    private static let firstLine = "c2sp.org/tlog-proof@v1"

    /// Whether the log's checkpoint is signed as ``SignedCheckpoint/verify(keys:witnesses:atLeast:)`` asks, and has this
    /// very entry at ``index``.
    ///
    /// - Parameter entry: the bytes as they were logged.
    /// - Returns: who cosigned, and when: seconds since 1970.
    /// - Throws: ``LogError`` `.signatureWrong` or `.proofWrong`; `.malformed` when a key is of the wrong kind.
    @discardableResult
    public func verify(
        entry: some Collection<UInt8>, keys: [VerifierKey], witnesses: [VerifierKey] = [], atLeast: Int = 0
    ) throws -> [(witness: VerifierKey, time: Int)] {
        let cosigned = try checkpoint.verify(keys: keys, witnesses: witnesses, atLeast: atLeast)
        let head = checkpoint.checkpoint.head
        try InclusionProof(index: index, size: head.size, hashes: hashes)
            .verify(leaf: .leaf(entry), root: head.root)
        return cosigned
    }
}
