import TransparencyLog

extension Target {
    /// What a log sends to a witness.
    static let request = Target(
        name: "request",
        seeds: {
            func request(_ old: Int, _ new: Int) throws -> [UInt8] {
                let tree = MemoryTree(size: new)
                return try AddCheckpointRequest(
                    ConsistencyProof.make(old: old, new: new, from: tree), to: Sample.checkpoint(tree.edge.head)
                ).serialised()
            }
            let most = ConsistencyProof(old: 1, new: 0, hashes: Array(repeating: .empty, count: 63))
            return [
                "most-hashes": try AddCheckpointRequest(most, to: Sample.checkpoint(.empty)).serialised(),
                "first": try request(0, 5), "grown": try request(42, 100), "power-of-two": try request(64, 100),
                "same": try request(5, 5),
            ]
        },
        checks: [
            { bytes in
                let request = try AddCheckpointRequest(parsing: bytes)
                requireSame(request.serialised(), bytes)
                // What the witness does once the signatures are right.
                let head = request.checkpoint.checkpoint.head
                try ConsistencyProof(old: request.old, new: head.size, hashes: request.proof)
                    .verify(oldRoot: .empty, newRoot: head.root)
            }
        ],
        refusals: [.malformed, .proofWrong])
}
