import Crypto
import CryptoExtras
import Foundation
import SignOn

/// A provider's key pair, which signs by other code than the library verifies by.
struct TestKey: Sendable {
    enum Pair: Sendable {
        case rsa(_RSA.Signing.PrivateKey, _RSA.Signing.Padding)
        case p256(P256.Signing.PrivateKey)
        case ed25519(Curve25519.Signing.PrivateKey)
    }

    let pair: Pair
    var kid: String
    let alg: String

    static func rs256(_ kid: String = "rsa") throws -> TestKey { try rsa(kid, "RS256", .insecurePKCS1v1_5) }
    static func ps256(_ kid: String = "pss") throws -> TestKey { try rsa(kid, "PS256", .PSS) }
    static func es256(_ kid: String = "ec") -> TestKey { TestKey(pair: .p256(.init()), kid: kid, alg: "ES256") }
    static func edDSA(_ kid: String = "ed") -> TestKey { TestKey(pair: .ed25519(.init()), kid: kid, alg: "EdDSA") }

    static func rsa(
        _ kid: String, _ alg: String, _ padding: _RSA.Signing.Padding, _ size: _RSA.Signing.KeySize = .bits2048
    ) throws -> TestKey {
        TestKey(pair: .rsa(try .init(unsafeKeySize: size), padding), kid: kid, alg: alg)
    }

    /// Its public half as a JWK.
    var jwk: JSONObject {
        get throws {
            var jwk: JSONObject = ["kid": kid, "use": "sig", "alg": alg]
            let members: JSONObject =
                switch pair {
                case .rsa(let key, _):
                    [
                        "kty": "RSA", "n": Base64URL.encode(try key.publicKey.getKeyPrimitives().modulus),
                        "e": Base64URL.encode(try key.publicKey.getKeyPrimitives().publicExponent),
                    ]
                case .p256(let key):
                    [
                        "kty": "EC", "crv": "P-256", "x": Base64URL.encode(key.publicKey.rawRepresentation.prefix(32)),
                        "y": Base64URL.encode(key.publicKey.rawRepresentation.suffix(32)),
                    ]
                case .ed25519(let key):
                    ["kty": "OKP", "crv": "Ed25519", "x": Base64URL.encode(key.publicKey.rawRepresentation)]
                }
            jwk.merge(members) { $1 }
            return jwk
        }
    }

    /// What a careless verifier might take for a secret of HS256.
    var publicBytes: [[UInt8]] {
        get throws {
            switch pair {
            case .rsa(let key, _):
                let key = key.publicKey
                return [Array(key.pemRepresentation.utf8), Array(key.derRepresentation), Array(try json(jwk))]
            case .p256(let key):
                let key = key.publicKey
                return [Array(key.pemRepresentation.utf8), Array(key.derRepresentation), Array(key.rawRepresentation)]
            case .ed25519(let key): return [Array(key.publicKey.rawRepresentation)]
            }
        }
    }

    func sign(_ bytes: [UInt8]) throws -> [UInt8] {
        switch pair {
        case .rsa(let key, let padding):
            Array(try key.signature(for: SHA256.hash(data: bytes), padding: padding).rawRepresentation)
        case .p256(let key): Array(try key.signature(for: bytes).rawRepresentation)
        case .ed25519(let key): Array(try key.signature(for: bytes))
        }
    }
}
