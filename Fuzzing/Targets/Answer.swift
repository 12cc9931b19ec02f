import TransparencyLog

extension Target {
    /// What a witness sends back.
    static let answer = Target(
        name: "answer",
        seeds: {
            let signed = try Sample.checkpoint(MemoryTree(size: 5).edge.head).checkpoint
            let lines = try (1...2).map { try Sample.witness($0).cosign(signed, at: 1000 + $0).line }
            return [
                "one": Array(lines[0].utf8), "two": Array(lines.joined().utf8), "conflict": Array("20852014\n".utf8),
            ]
        },
        checks: [
            { bytes in requireSame(try WitnessAnswer(status: 200, body: bytes).body.utf8, bytes) },
            { bytes in requireSame(try WitnessAnswer(status: 409, body: bytes).body.utf8, bytes) },
        ])
}
