import TransparencyLog

extension Target {
    /// Verifier keys and signing keys. An id is a hash of the rest, which no fuzzer guesses: the last check makes its own.
    static let key = Target(
        name: "key",
        seeds: {
            [
                "log": Array(PeterNeumann.verifierKey.utf8),
                "witness": try Array(Sample.witness(1).verifierKey.description.utf8),
                "signing": Array(PeterNeumann.signingKey.utf8),
                "name": Array("log.example/é".utf8),
            ]
        },
        checks: [
            { bytes in
                let text = text(bytes)
                requireSame(try VerifierKey(parsing: text).description.utf8, text.utf8)
            },
            { bytes in
                let text = text(bytes)
                requireSame(try SigningKey(parsingSecret: text).secretText.utf8, text.utf8)
            },
            { bytes in
                for kind in VerifierKey.Kind.allCases {
                    let key = try VerifierKey(name: text(bytes), kind: kind, publicKey: MerkleHash.empty.bytes)
                    let again = try VerifierKey(parsing: key.description)
                    requireSame(again.description.utf8, key.description.utf8)
                    require(again.id == key.id && again.kind == kind, "made anew, another key")
                }
            },
        ])
}
