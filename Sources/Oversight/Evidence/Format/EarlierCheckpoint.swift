public import TransparencyLog

/// A checkpoint that somebody kept, and the proof that a pack's checkpoint continues it: `earlier.json`.
public struct EarlierCheckpoint: Hashable, Sendable {
    public let checkpoint: SignedCheckpoint
    let proof: [MerkleHash]

    init(_ checkpoint: SignedCheckpoint, proof: [MerkleHash]) {
        self.checkpoint = checkpoint
        self.proof = proof
    }

    /// - Throws: ``LogError`` `log.malformed`.
    init(parsing bytes: [UInt8]) throws {
        guard bytes.last == 0x0A else { throw LogError(.malformed, "its last line is cut off") }
        let object = try PackObject(parsing: bytes.dropLast())
        checkpoint = try SignedCheckpoint(parsing: object.text("checkpoint").utf8)
        proof = try object.hashes("proof")
        guard object.names == ["checkpoint", "proof"] else {
            throw LogError(.malformed, "it has members that this version does not know")
        }
    }

    var bytes: [UInt8] {
        get throws(LogError) {
            let note = String(decoding: checkpoint.serialised(), as: UTF8.self)
            return try CanonicalJSON.bytes(
                of: .object(JSONObject([("checkpoint", .string(note)), ("proof", proof.json)]))) + [0x0A]
        }
    }

    /// - Throws: ``LogError`` `log.proof-wrong`, `log.signature-wrong`.
    func verify(key: VerifierKey, continuedBy head: TreeHead) throws {
        try checkpoint.verify(keys: [key])
        let old = checkpoint.checkpoint.head
        try ConsistencyProof(old: old.size, new: head.size, hashes: proof).verify(oldRoot: old.root, newRoot: head.root)
    }
}
