/// What a log asks of a witness: a cosignature on its newest checkpoint (C2SP tlog-witness, `add-checkpoint`).
///
///     old <decimal>
///     <base64>                       the consistency proof's hashes
///
///     <the signed checkpoint>
public struct AddCheckpointRequest: Hashable, Sendable {
    /// Size of the checkpoint that the witness cosigned last, as the log believes; 0 for none.
    public let old: Int
    /// At most 63, from `old` to the checkpoint's size.
    public let proof: [MerkleHash]
    public let checkpoint: SignedCheckpoint

    /// - Throws: ``LogError`` `.malformed` when the proof is not of the checkpoint's size, or has too many hashes.
    public init(_ proof: ConsistencyProof, to checkpoint: SignedCheckpoint) throws {
        guard proof.old >= 0, proof.new == checkpoint.checkpoint.size, proof.hashes.count <= LineReader.mostHashes
        else {
            throw LogError(.malformed, "a request's proof is of another size than its checkpoint")
        }
        self.proof = proof.hashes
        self.checkpoint = checkpoint
        old = proof.old
    }

    /// - Throws: ``LogError`` `.malformed`; to be answered with ``WitnessAnswer/malformed``.
    public init(parsing body: some Collection<UInt8>) throws {
        var lines = LineReader(body)
        guard let old = lines.next(after: "old ").flatMap({ Int(decimal: $0) }) else {
            throw LogError(.malformed, "a request has no old size")
        }
        self.old = old
        proof = try lines.hashes(of: "a request")
        checkpoint = try SignedCheckpoint(parsing: lines.rest)
    }

    public func serialised() -> [UInt8] {
        let lines = ["old \(old)"] + proof.map(\.description)
        return Array(lines.map { $0 + "\n" }.joined().utf8) + [0x0A] + checkpoint.serialised()
    }
}
