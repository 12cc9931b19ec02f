import Foundation
import SignOn
import Testing

@Suite("A provider's keys")
struct KeySetTests {
    @Test("signatures of the standards' examples hold, and not with a bit changed")
    func vectors() async throws {
        let cases: [(SigningAlgorithm, jwk: JSONObject, token: String)] = [
            // RFC 7515, appendix A.3.
            (
                .es256,
                [
                    "kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                    "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
                ],
                "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
            ),
            // RFC 8037, appendix A.4.
            (
                .edDSA, ["kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"],
                "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
            ),
        ]
        for (algorithm, jwk, token) in cases {
            let key = try #require(try KeySet(parsing: json(["keys": [jwk]])).key(nil, for: algorithm))
            let parts = token.split(separator: ".")
            let signed = Array("\(parts[0]).\(parts[1])".utf8)
            let signature = try #require(Base64URL.decode(parts[2]))
            #expect(await key.verifies(signature, of: signed, by: algorithm))
            for bit in 0..<signature.count * 8 {
                var changed = signature
                changed[bit / 8] ^= 1 << (bit % 8)
                #expect(await !key.verifies(changed, of: signed, by: algorithm))
            }
            for length in 0..<signature.count {
                #expect(await !key.verifies(Array(signature.prefix(length)), of: signed, by: algorithm))
            }
        }
    }

    @Test("one is chosen by its name and by what it is fit for")
    func choice() throws {
        let (rsa, ec) = (["kty": "RSA", "n": "AA", "e": "AQAB"], ["kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"])
        func named(_ key: [String: String], _ kid: String?, _ more: [String: String] = [:]) -> [String: String] {
            key.merging(more) { $1 }.merging(kid.map { ["kid": $0] } ?? [:]) { $1 }
        }
        let cases: [(keys: [[String: String]], kid: String?, SigningAlgorithm, Bool)] = [
            ([named(rsa, "a")], "a", .rs256, true), ([named(rsa, "a")], "a", .ps256, true),
            ([named(rsa, "a")], "a", .es256, false), ([named(rsa, "a")], "b", .rs256, false),
            ([named(rsa, "a")], "A", .rs256, false), ([named(rsa, nil)], "a", .rs256, false),
            ([named(rsa, "a")], nil, .rs256, true), ([named(rsa, nil)], nil, .rs256, true),
            ([named(rsa, "a"), named(ec, "b")], nil, .rs256, false),
            ([named(rsa, "a"), named(ec, "a")], "a", .rs256, true),
            ([named(rsa, "a"), named(ec, "a")], "a", .es256, true),
            ([named(rsa, "a"), named(rsa, "a")], "a", .rs256, false),
            ([named(rsa, "a", ["alg": "RS256"])], "a", .ps256, false),
            ([named(rsa, "a", ["use": "enc"]), named(rsa, "b")], nil, .rs256, true),
            ([named(ec, "a", ["crv": "P-384"])], "a", .es256, false),
            ([named(ec, "a", ["kty": "oct", "k": "AA"])], "a", .es256, false), ([], nil, .rs256, false),
        ]
        for (keys, kid, algorithm, found) in cases {
            let set = try KeySet(parsing: json(["keys": keys]))
            #expect((set.key(kid, for: algorithm) != nil) == found, "\(keys) \(kid ?? "-") \(algorithm)")
        }
    }
}
