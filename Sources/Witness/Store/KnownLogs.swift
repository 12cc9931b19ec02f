public import TransparencyLog

/// The logs that a witness cosigns for, as its operator lists them: the verifier key of one log a line.
///
///     # the ledger of the archive
///     archive.example/ledger+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW
///
/// Empty lines and those that begin with `#` are passed over. A log that changes its key has two lines.
public enum KnownLogs {
    /// - Throws: ``LogError`` `.malformed`, which names the line.
    public static func parse(_ bytes: [UInt8]) throws -> [VerifierKey] {
        try OperatorFile.lines(of: bytes) { line in
            let key = try VerifierKey(parsing: line)
            try check(key)
            return key
        }
    }

    static func check(_ key: VerifierKey) throws {
        guard key.isPlain else { throw LogError(.malformed, "a log's name has characters that do not show") }
        guard key.kind == .note else { throw LogError(.malformed, "a witness's key where a log's is needed") }
    }
}
