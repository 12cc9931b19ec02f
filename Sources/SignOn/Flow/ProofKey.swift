import Crypto

/// Proof Key for Code Exchange (RFC 7636), by S256 and by nothing else.
package enum ProofKey {
    package static let method = "S256"

    /// BASE64URL(SHA256(ASCII(verifier))), section 4.2.
    package static func challenge(of verifier: String) -> String {
        Base64URL.encode(SHA256.hash(data: Array(verifier.utf8)))
    }
}
