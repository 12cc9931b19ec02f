import Foundation
import SignOn
import Testing

@Suite("What a provider says of itself")
struct MetadataTests {
    @Test("is looked for below the issuer")
    func address() throws {
        for (issuer, address) in [
            ("https://a.example", "https://a.example/.well-known/openid-configuration"),
            ("https://a.example/", "https://a.example/.well-known/openid-configuration"),
            ("https://a.example/x/y", "https://a.example/x/y/.well-known/openid-configuration"),
            ("https://a.example/x/", "https://a.example/x/.well-known/openid-configuration"),
        ] {
            #expect(ProviderMetadata.address(of: try Samples.settings(issuer: issuer))?.absoluteString == address)
        }
    }

    @Test("is believed where it is whole, says https, and does what is needed")
    func table() async {
        let cases: [(String, (inout JSONObject) -> Void, Bool)] = [
            ("as it is", { _ in }, true),
            (
                "only what has to be",
                {
                    $0["response_types_supported"] = nil
                    $0["id_token_signing_alg_values_supported"] = nil
                }, true
            ),
            ("no issuer", { $0["issuer"] = nil }, false),
            ("issuer with a slash", { $0["issuer"] = Samples.issuer + "/" }, false),
            ("issuer in capitals", { $0["issuer"] = Samples.issuer.uppercased() }, false),
            ("another issuer", { $0["issuer"] = "https://id.example.org/realms/b" }, false),
            ("no authorisation", { $0["authorization_endpoint"] = nil }, false),
            ("no token endpoint", { $0["token_endpoint"] = nil }, false),
            ("no keys", { $0["jwks_uri"] = nil }, false),
            ("authorisation by http", { $0["authorization_endpoint"] = "http://id.example.org/" }, false),
            ("token by http", { $0["token_endpoint"] = "http://id.example.org/" }, false),
            ("keys by http", { $0["jwks_uri"] = "http://id.example.org/" }, false),
            ("keys on this machine", { $0["jwks_uri"] = "http://127.0.0.1/" }, false),
            ("keys in a file", { $0["jwks_uri"] = "file:///etc/passwd" }, false),
            ("keys in the document", { $0["jwks_uri"] = "data:application/json,{}" }, false),
            ("script for authorisation", { $0["authorization_endpoint"] = "javascript:alert(1)" }, false),
            ("no code flow", { $0["response_types_supported"] = ["id_token"] }, false),
            ("only plain PKCE", { $0["code_challenge_methods_supported"] = ["plain"] }, false),
            ("S256", { $0["code_challenge_methods_supported"] = ["plain", "S256"] }, true),
            ("only post", { $0["token_endpoint_auth_methods_supported"] = ["client_secret_post"] }, false),
            ("basic", { $0["token_endpoint_auth_methods_supported"] = ["client_secret_basic"] }, true),
            ("only HS256", { $0["id_token_signing_alg_values_supported"] = ["none", "HS256"] }, false),
            (
                "ES256 among others", { $0["id_token_signing_alg_values_supported"] = ["HS256", "ES512", "ES256"] },
                true
            ),
        ]
        for (name, change, holds) in cases {
            #expect(await code { _ = try Samples.metadata(change) } == (holds ? nil : "sign-on.provider"), "\(name)")
        }
    }

    @Test("a token is taken by the algorithms that it says, and by no other")
    func algorithms() throws {
        for (said, taken) in [
            (nil, [.rs256]), (["RS256", "HS256", "none"], [.rs256]),
            (["EdDSA", "PS256", "ES256", "ES512"], [.edDSA, .ps256, .es256]),
        ] as [([String]?, Set<SigningAlgorithm>)] {
            let metadata = try Samples.metadata { $0["id_token_signing_alg_values_supported"] = said }
            #expect(metadata.algorithms == taken)
            for algorithm in SigningAlgorithm.allCases {
                let token = try TestToken.make(["alg": algorithm.rawValue], [:]) { _ in [0] }
                #expect(
                    ((try? SignedToken(parsing: token, allowed: metadata.algorithms)) != nil)
                        == taken.contains(algorithm))
            }
        }
    }
}
