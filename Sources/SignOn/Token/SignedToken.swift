import Foundation
package import Vocabulary

/// An ID token, taken apart and not yet believed: JWS Compact Serialization (RFC 7515, section 3.1).
package struct SignedToken: Sendable {
    package let algorithm: SigningAlgorithm
    package let kid: String?
    /// What the signature is over.
    let signed: [UInt8]
    let payload: [UInt8]
    let signature: [UInt8]

    /// All that is looked at. `jwk`, `jku`, `x5c` and `x5u` are not: a token does not bring its own key.
    private struct Header: Decodable {
        let alg: String
        let kid: String?
        let typ: String?
        let crit: Present?
    }

    private struct Present: Decodable {
        init(from decoder: any Decoder) {}
    }

    /// - Parameter allowed: what the provider says that it signs by.
    /// - Throws: `sign-on.token`.
    package init(parsing text: String, allowed: Set<SigningAlgorithm>) throws(Failure) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Base64URL.decode(parts[0]), let payload = Base64URL.decode(parts[1]),
            let signature = Base64URL.decode(parts[2]),
            let header = try? JSONDecoder().decode(Header.self, from: Data(header))
        else { throw .token("The provider's token cannot be read.") }
        guard let algorithm = SigningAlgorithm(rawValue: header.alg), allowed.contains(algorithm) else {
            throw .token("The provider's token is not signed by an algorithm that is taken.")
        }
        // Extensions that have to be understood, and are not (RFC 7515, section 4.1.11).
        guard header.crit == nil else { throw .token("The provider's token asks for what is not understood here.") }
        // Access tokens and log-out tokens are signed by the same keys (RFC 8725, section 3.11).
        guard header.typ.map({ $0.lowercased() == "jwt" }) ?? true else {
            throw .token("The provider's token is of another kind.")
        }
        self.algorithm = algorithm
        kid = header.kid
        signed = Array("\(parts[0]).\(parts[1])".utf8)
        self.payload = payload
        self.signature = signature
    }

    /// What it claims, if one of the keys signed it.
    /// - Throws: `sign-on.token`.
    package func claims(signedBy keys: KeySet) async throws(Failure) -> IDTokenClaims {
        guard let key = keys.key(kid, for: algorithm) else {
            throw .token("The provider's token is signed by a key that the provider does not show.")
        }
        guard await key.verifies(signature, of: signed, by: algorithm) else {
            throw .token("The signature of the provider's token is wrong.")
        }
        return try IDTokenClaims(parsing: payload)
    }
}
