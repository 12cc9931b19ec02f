import CryptoExtras
import Foundation
import Hummingbird
import SignOn
import Testing

@Suite("A key that a provider shows")
struct UnfitKeyTests {
    @Test("is not used when it is too small, for encryption, or for another algorithm; a lone one needs no name")
    func unfitKeys() async throws {
        let small = try TestKey.rsa("small", "RS256", .insecurePKCS1v1_5, .init(bitCount: 1024))
        let key = try TestKey.rs256()
        let cases: [(name: String, signer: TestKey, shown: @Sendable (inout JSONObject) -> Void, code: String?)] = [
            ("as it is", key, { _ in }, nil),
            ("small", small, { _ in }, "sign-on.token"),
            ("for encryption", key, { $0["use"] = "enc" }, "sign-on.token"),
            ("not for verifying", key, { $0["key_ops"] = ["encrypt"] }, "sign-on.token"),
            ("for PS256", key, { $0["alg"] = "PS256" }, "sign-on.token"),
            ("for anything", key, { $0["alg"] = nil }, nil),
            ("of another type", key, { $0["kty"] = "EC" }, "sign-on.token"),
            ("without a modulus", key, { $0["n"] = nil }, "sign-on.token"),
            ("with an empty modulus", key, { $0["n"] = "" }, "sign-on.token"),
            ("with an exponent of one", key, { $0["e"] = "AQ" }, "sign-on.token"),
            ("unnamed", key, { $0["kid"] = nil }, "sign-on.token"),
        ]
        try await serving(key) { stage in
            for (name, signer, change, expected) in cases {
                var jwk = try signer.jwk
                change(&jwk)
                let shown = jwk
                stage.provider.change {
                    $0.signer = signer
                    $0.answers["/keys"] = {
                        try .json(["keys": [["kty": "oct", "k": "AA"], ["kty": 7], shown] as [JSONObject]])
                    }
                }
                #expect(await code { _ = try await stage.signIn() } == expected, "\(name)")
            }
            stage.provider.change {
                $0.answers = [:]
                $0.keys = [key]
                $0.token = { try TestToken.make(["alg": "RS256"], $0, sign: key.sign) }
            }
            let account = try await stage.signIn()
            #expect(account == TestProvider.account)
        }
    }
}
