import TransparencyLog

extension Target {
    static let receipt = Target(
        name: "receipt",
        seeds: {
            let tree = MemoryTree(size: 100)
            let most = InclusionProof(index: 42, size: 100, hashes: Array(repeating: .empty, count: 63))
            return [
                "most-hashes": try Receipt(most, in: Sample.checkpoint(tree.edge.head)).serialised(),
                "cosigned": try Sample.receipt(index: 42, of: tree, witnesses: 1, extra: [1, 2, 3]).serialised(),
                "no-extra": try Sample.receipt(index: 99, of: tree).serialised(),
                "only-entry": try Sample.receipt(index: 0, of: MemoryTree(size: 1)).serialised(),
            ]
        },
        checks: [
            { bytes in
                let receipt = try Receipt(parsing: bytes)
                requireSame(receipt.serialised(), bytes)
                // What verifying does once the signatures are right.
                let head = receipt.checkpoint.checkpoint.head
                try InclusionProof(index: receipt.index, size: head.size, hashes: receipt.hashes)
                    .verify(leaf: .empty, root: head.root)
            }
        ],
        refusals: [.malformed, .proofWrong])
}
