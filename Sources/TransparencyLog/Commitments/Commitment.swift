import Crypto

/// A promise about a payload that says nothing of it: HMAC-SHA256 (RFC 2104, RFC 4231) over ``domain`` and the
/// payload's canonical JSON (RFC 8785), under a key that is random and new for each record. An entry of the log carries
/// it in place of personal data.
///
/// - **Hiding.** Without the key the commitment looks like 32 random bytes, whatever the payload: HMAC-SHA256 is a
///   pseudorandom function, and the key is 256 bits that nobody can guess. So a list of every plausible payload is of
///   no use, and two commitments to the same payload do not look related. A plain hash, or one key for many records,
///   would not do.
/// - **Binding.** Nobody can open one commitment to two payloads, not even its maker, who chooses the key: two openings
///   that fit would be a collision of SHA-256, since keys have one length and so are never padded or hashed into one
///   another. Nor can one payload be read in two ways: only canonical JSON verifies, which has no name twice and no
///   second spelling.
/// - **Erasure** is the destruction of the opening, in backups too. The commitment stays in the log, and with it every
///   proof that was ever made, but it tells nobody anything any more. What somebody copied before, it cannot take back.
///
/// The domain keeps these commitments apart from any other use of HMAC-SHA256, and from a later version of themselves:
/// no domain is the start of another, as each ends in its only line feed, and canonical JSON contains no raw one.
public struct Commitment: Hashable, Sendable, LosslessStringConvertible {
    public static let byteCount = 32

    /// What stands before the payload under the HMAC, in ASCII.
    public static let domain = "likeness/commitment/v1\n"

    /// The HMAC.
    public let bytes: [UInt8]

    /// Commits to a payload under a fresh key.
    /// - Returns: the commitment, for the log, and its opening, for a store that can forget.
    /// - Throws: ``LogError`` `malformed` when the payload has no canonical form (``CanonicalJSON/bytes(of:)``).
    public static func make(
        to payload: JSONValue
    ) throws(LogError) -> (commitment: Commitment, opening: CommitmentOpening) {
        let opening = CommitmentOpening(key: CommitmentKey(), payload: try CanonicalJSON.bytes(of: payload))
        return (Commitment(opening), opening)
    }

    /// Whether this is the commitment to the opening's payload under its key, and the payload is canonical.
    ///
    /// How long the comparison takes does not depend on where the two differ.
    public func verify(_ opening: CommitmentOpening) -> Bool {
        CanonicalJSON.isCanonical(opening.payload) && Self.authenticationCode(opening, Self.domain) == bytes
    }

    /// The text form: 64 lower-case hexadecimal digits, and no other spelling.
    public init?(_ description: String) {
        let digits = description.utf8.compactMap { byte -> UInt8? in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
            default: nil
            }
        }
        guard digits.count == 2 * Self.byteCount, description.utf8.count == digits.count else { return nil }
        bytes = stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    /// The text form: 64 lower-case hexadecimal digits.
    public var description: String {
        bytes.map { ($0 < 0x10 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    package init(_ opening: CommitmentOpening, domain: String = Self.domain) {
        bytes = Array(Self.authenticationCode(opening, domain))
    }

    private static func authenticationCode(_ opening: CommitmentOpening, _ domain: String) -> HMAC<SHA256>.MAC {
        var hmac = HMAC<SHA256>(key: opening.key.symmetricKey)
        hmac.update(data: Array(domain.utf8))
        hmac.update(data: opening.payload)
        return hmac.finalize()
    }
}
