import TransparencyLog

/// The witnesses of a log, as its operator lists them: verifier key, a space, URL, a witness a line.
///
///     # the data protection officer
///     dpo.example/witness+8fe48bc1+BNkpbcmPXpZ2yR6rYrGKYGJGZcDGxuNvVGqHMmcTAXWU https://dpo.example/witness
///
/// Empty lines and those that begin with `#` are passed over.
public enum WitnessList {
    /// - Throws: ``LogError`` `.malformed`, which names the line. No name and no key may stand there twice: it would
    ///   pass for two witnesses.
    public static func parse(_ bytes: [UInt8]) throws -> [WitnessAddress] {
        var names: Set<[UInt8]> = []
        var keys: Set<[UInt8]> = []
        return try OperatorFile.lines(of: bytes) { line in
            let parts = line.split(separator: " ", omittingEmptySubsequences: false)
            guard parts.count == 2 else { throw LogError(.malformed, "not a verifier key, a space and a URL") }
            let witness = try WitnessAddress(key: VerifierKey(parsing: String(parts[0])), url: String(parts[1]))
            guard names.insert(Array(witness.key.name.utf8)).inserted, keys.insert(witness.key.publicKey).inserted
            else {
                throw LogError(.malformed, "a witness that stands there already")
            }
            return witness
        }
    }
}
