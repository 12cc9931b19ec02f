import Foundation
import JWTKit
package import Vocabulary

/// A provider's public keys (JWK Set, RFC 7517, section 5).
package struct KeySet: Sendable {
    /// One key as it stands there. Private members are not even read.
    package struct Key: Sendable, Decodable {
        package let kty: String
        package let kid: String?
        let use: String?
        let operations: [String]?
        let alg: String?
        let crv: String?
        let n: String?
        let e: String?
        let x: String?
        let y: String?

        private enum CodingKeys: String, CodingKey {
            case kty, kid, use, alg, crv, n, e, x, y
            case operations = "key_ops"
        }
    }

    package let keys: [Key]

    private struct Document: Decodable {
        let keys: [Lenient]
    }

    /// A key that cannot be understood is passed over (section 5).
    private struct Lenient: Decodable {
        let key: Key?
        init(from decoder: any Decoder) { key = try? Key(from: decoder) }
    }

    /// - Throws: `sign-on.provider`.
    package init(parsing body: [UInt8]) throws(Failure) {
        guard let document = try? JSONDecoder().decode(Document.self, from: Data(body)) else {
            throw .provider("The provider's keys cannot be read.")
        }
        keys = document.keys.compactMap(\.key).filter(\.isForSignatures)
    }

    /// The one key that a token can be by; two keys of one id are told apart by what they are fit for (section 4.5).
    /// - Parameter kid: of the token. It may lack one only where there is but one key (OpenID Connect Core 1.0, section 10.1).
    package func key(_ kid: String?, for algorithm: SigningAlgorithm) -> Key? {
        let named = kid.map { kid in keys.filter { $0.kid == kid } } ?? (keys.count == 1 ? keys : [])
        let fit = named.filter { $0.fits(algorithm) }
        return fit.count == 1 ? fit[0] : nil
    }
}

extension KeySet.Key {
    fileprivate var isForSignatures: Bool { use ?? "sig" == "sig" && operations?.contains("verify") ?? true }

    /// A key is good for its own type's algorithms, and for one of them where it says so (RFC 8725, section 3.1).
    fileprivate func fits(_ algorithm: SigningAlgorithm) -> Bool {
        guard alg ?? algorithm.rawValue == algorithm.rawValue else { return false }
        return switch algorithm {
        case .rs256, .ps256: kty == "RSA"
        case .es256: kty == "EC" && crv == "P-256"
        case .edDSA: kty == "OKP" && crv == "Ed25519"
        }
    }

    /// Whether it signed `bytes`. RSA keys of fewer than 2048 bits sign nothing (RFC 7518, section 3.3).
    package func verifies(_ signature: [UInt8], of bytes: [UInt8], by algorithm: SigningAlgorithm) async -> Bool {
        let name = JWKIdentifier(string: "key")
        let jwk: JWK =
            switch algorithm {
            case .rs256: .rsa(.rs256, identifier: name, modulus: n, exponent: e)
            case .ps256: .rsa(.ps256, identifier: name, modulus: n, exponent: e)
            case .es256: .ecdsa(.es256, identifier: name, x: x, y: y, curve: .p256)
            case .edDSA: .octetKeyPair(.eddsa, identifier: name, x: x, y: nil, curve: .ed25519)
            }
        // A collection of this one key: a larger one takes its first for any that it does not know.
        guard let verifier = try? await JWTKeyCollection().add(jwk: jwk).getKey(for: name) else { return false }
        return (try? verifier.verify(signature, signs: bytes)) ?? false
    }
}
