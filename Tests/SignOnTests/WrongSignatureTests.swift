import Crypto
import Foundation
import SignOn
import Testing

@Suite("A token that the provider's key did not sign")
struct WrongSignatureTests {
    /// A header, claims, and what signs them.
    private typealias Forgery = (name: String, make: @Sendable (JSONObject) throws -> String)

    private func refuse(_ forgeries: [Forgery], shown keys: [TestKey]) async throws {
        try await serving(keys[0]) { stage in
            stage.provider.change { $0.keys = keys }
            let client = try stage.client()
            #expect(try await stage.signIn(client) == TestProvider.account)
            for (name, make) in forgeries {
                stage.provider.change { $0.token = make }
                #expect(await code { _ = try await stage.signIn(client) } == "sign-on.token", "\(name)")
            }
        }
    }

    @Test("is refused unsigned, whatever it calls that")
    func unsigned() async throws {
        let key = try TestKey.rs256()
        var forgeries: [Forgery] = []
        for alg in ["none", "None", "NONE", "nOnE", "", "RS256", "ES256"] {
            for header in [["alg": alg], ["alg": alg, "kid": key.kid]] {
                forgeries.append(("\(header)", { try TestToken.make(header, $0) { _ in [] } }))
                forgeries.append(("\(header), cut", { String(try TestToken.make(header, $0) { _ in [] }.dropLast()) }))
            }
        }
        forgeries.append(("no algorithm", { try TestToken.make(["kid": key.kid], $0, sign: key.sign) }))
        try await refuse(forgeries, shown: [key])
    }

    @Test("is refused by a symmetric signature whose secret is the public key")
    func symmetric() async throws {
        for key in [try TestKey.rs256(), .es256(), .edDSA()] {
            var forgeries: [Forgery] = []
            for secret in try key.publicBytes + [Array("s3cret +/=:".utf8)] {
                let secret = SymmetricKey(data: secret)
                for alg in ["HS256", key.alg] {
                    let header = ["alg": alg, "kid": key.kid]
                    forgeries.append(
                        (
                            "\(header)",
                            {
                                try TestToken.make(header, $0) {
                                    Array(HMAC<SHA256>.authenticationCode(for: $0, using: secret))
                                }
                            }
                        ))
                }
            }
            try await refuse(forgeries, shown: [key])
        }
    }

    @Test("is refused by any other key: unknown, somebody else's of the same name, or the token's own")
    func otherKeys() async throws {
        let (key, second) = (TestKey.es256("a"), TestKey.edDSA("b"))
        let (thief, unknown) = (TestKey.es256("a"), TestKey.es256("x"))
        let own = try thief.jwk
        try await refuse(
            [
                ("of another provider", { try TestToken.make($0, by: thief) }),
                ("unknown", { try TestToken.make($0, by: unknown) }),
                ("unnamed among several", { try TestToken.make(["alg": "ES256"], $0, sign: key.sign) }),
                ("named by another's name", { try TestToken.make(["alg": "ES256", "kid": "b"], $0, sign: key.sign) }),
                (
                    "by another's algorithm",
                    { try TestToken.make(["alg": "EdDSA", "kid": "a"], $0, sign: second.sign) }
                ),
                (
                    "its own jwk",
                    { try TestToken.make(["alg": "ES256", "kid": "a", "jwk": own], $0, sign: thief.sign) }
                ),
                ("only its own jwk", { try TestToken.make(["alg": "ES256", "jwk": own], $0, sign: thief.sign) }),
                (
                    "its own address of keys",
                    {
                        try TestToken.make(
                            ["alg": "ES256", "kid": "x", "jku": "http://127.0.0.1:1/"], $0, sign: unknown.sign)
                    }
                ),
                (
                    "of another kind",
                    { try TestToken.make(["alg": "ES256", "kid": "a", "typ": "at+jwt"], $0, sign: key.sign) }
                ),
                (
                    "that asks for more",
                    {
                        try TestToken.make(
                            ["alg": "ES256", "kid": "a", "crit": ["b64"], "b64": true], $0, sign: key.sign)
                    }
                ),
                ("that is none", { _ in "token" }), ("that is empty", { _ in "" }), ("of dots", { _ in ".." }),
                ("with a fourth part", { try TestToken.make($0, by: key) + ".x" }),
                ("that was padded", { try TestToken.make($0, by: key) + "==" }),
            ], shown: [key, second])
    }

    @Test("is refused when a claim was changed after it was signed, and when a bit of the signature was")
    func changed() async throws {
        for key in [try TestKey.rs256(), try .ps256(), .es256(), .edDSA()] {
            try await refuse(
                [
                    (
                        "a claim",
                        {
                            let (token, other) = (
                                try TestToken.make($0, by: key),
                                try TestToken.make($0.merging(["preferred_username": "admin"]) { $1 }, by: key)
                            )
                            let (parts, others) = (token.split(separator: "."), other.split(separator: "."))
                            return "\(parts[0]).\(others[1]).\(parts[2])"
                        }
                    ),
                    (
                        "the first bit",
                        {
                            try TestToken.make(["alg": key.alg, "kid": key.kid], $0) {
                                var signature = try key.sign($0)
                                signature[0] ^= 0x80
                                return signature
                            }
                        }
                    ),
                    (
                        "the last bit",
                        {
                            try TestToken.make(["alg": key.alg, "kid": key.kid], $0) {
                                var signature = try key.sign($0)
                                signature[signature.count - 1] ^= 1
                                return signature
                            }
                        }
                    ),
                ], shown: [key])
        }
    }
}
