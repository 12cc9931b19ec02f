import TransparencyLog

extension Target {
    static let checkpoint = Target(
        name: "checkpoint",
        seeds: {
            let head = MemoryTree(size: 5).edge.head
            return [
                "signed": try Sample.checkpoint(head).serialised(),
                "cosigned": try Sample.receipt(index: 3, of: MemoryTree(size: 5), witnesses: 2).checkpoint.serialised(),
                "with-extension": try Sample.checkpoint(head, extensions: ["more", "lines"]).serialised(),
                "empty-log": try Sample.checkpoint(.empty).serialised(),
                "text": Array("a\n9223372036854775807\n\(MerkleHash.empty)\nb\n".utf8),
            ]
        },
        checks: [
            { bytes in
                let signed = try SignedCheckpoint(parsing: bytes)
                requireSame(signed.serialised(), bytes)
                requireSame(signed.checkpoint.text.utf8, signed.note.text.utf8)
            },
            { bytes in
                let text = text(bytes)
                let checkpoint = try Checkpoint(parsing: text)
                requireSame(checkpoint.text.utf8, text.utf8)
                let again = try Checkpoint(
                    origin: checkpoint.origin, head: checkpoint.head, extensions: checkpoint.extensions)
                require(again == checkpoint, "made anew, another checkpoint")
            },
        ])
}
