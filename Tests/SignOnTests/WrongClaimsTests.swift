import Foundation
import SignOn
import Testing

@Suite("An ID token that does not hold")
struct WrongClaimsTests {
    typealias Change = @Sendable (inout JSONObject, _ now: Int) -> Void

    static let wrong: [(name: String, code: String, change: Change)] = [
        ("no issuer", "sign-on.token", { claims, _ in claims["iss"] = nil }),
        ("another issuer", "sign-on.token", { claims, _ in claims["iss"] = "https://id.example.org" }),
        ("the issuer with a slash", "sign-on.token", { claims, _ in claims["iss"] = "\(claims["iss"] ?? "")/" }),
        ("no subject", "sign-on.token", { claims, _ in claims["sub"] = nil }),
        ("an empty subject", "sign-on.token", { claims, _ in claims["sub"] = "" }),
        ("no audience", "sign-on.token", { claims, _ in claims["aud"] = nil }),
        ("another audience", "sign-on.token", { claims, _ in claims["aud"] = "likeness2" }),
        ("an empty list", "sign-on.token", { claims, _ in claims["aud"] = [String]() }),
        ("a list of others", "sign-on.token", { claims, _ in claims["aud"] = ["a", "b"] }),
        ("several without azp", "sign-on.token", { claims, _ in claims["aud"] = ["likeness", "b"] }),
        (
            "several, azp another's", "sign-on.token",
            { claims, _ in claims.merge(["aud": ["likeness", "b"], "azp": "b"]) { $1 } }
        ),
        ("azp another's", "sign-on.token", { claims, _ in claims["azp"] = "b" }),
        ("no end", "sign-on.token", { claims, _ in claims["exp"] = nil }),
        ("an end in words", "sign-on.token", { claims, _ in claims["exp"] = "never" }),
        ("expired", "sign-on.token", { claims, now in claims["exp"] = now - 61 }),
        ("no time of issue", "sign-on.token", { claims, _ in claims["iat"] = nil }),
        ("issued in the future", "sign-on.token", { claims, now in claims["iat"] = now + 62 }),
        ("issued before it was asked for", "sign-on.token", { claims, now in claims["iat"] = now - 62 }),
        ("not yet valid", "sign-on.token", { claims, now in claims["nbf"] = now + 62 }),
        ("no nonce", "sign-on.token", { claims, _ in claims["nonce"] = nil }),
        ("another nonce", "sign-on.token", { claims, _ in claims["nonce"] = "\(claims["nonce"] ?? "")A" }),
        ("a list of nonces", "sign-on.token", { claims, _ in claims["nonce"] = ["\(claims["nonce"] ?? "")"] }),
        ("signed in in the future", "sign-on.token", { claims, now in claims["auth_time"] = now + 62 }),
        ("no name", "sign-on.token", { claims, _ in claims["preferred_username"] = nil }),
        ("an empty name", "sign-on.token", { claims, _ in claims["preferred_username"] = "" }),
        ("a number for a name", "sign-on.token", { claims, _ in claims["preferred_username"] = 7 }),
        (
            "an endless name", "sign-on.token",
            { claims, _ in claims["preferred_username"] = String(repeating: "a", count: 256) }
        ),
    ]

    @Test("is refused")
    func refused() async throws {
        try await serving { stage in
            let client = try stage.client()
            for (name, expected, change) in Self.wrong {
                let now = Int(stage.clock.now.timeIntervalSince1970)
                stage.provider.change { $0.claims = { change(&$0, now) } }
                #expect(await code { _ = try await stage.signIn(client) } == expected, "\(name)")
            }
        }
    }

    static let right: [(name: String, change: Change)] = [
        ("a list of one", { claims, _ in claims["aud"] = ["likeness"] }),
        ("azp ours", { claims, _ in claims["azp"] = "likeness" }),
        ("several, azp ours", { claims, _ in claims.merge(["aud": ["b", "likeness"], "azp": "likeness"]) { $1 } }),
        ("expired a moment ago", { claims, now in claims["exp"] = now - 55 }),
        ("fractions of a second", { claims, now in claims["exp"] = Double(now) + 0.5 }),
        ("a clock that is ahead", { claims, now in claims.merge(["iat": now + 55, "nbf": now + 55]) { $1 } }),
        ("a clock that is behind", { claims, now in claims["iat"] = now - 55 }),
        ("no time of authentication", { claims, _ in claims["auth_time"] = nil }),
        ("claims of other kinds", { claims, _ in claims["address"] = ["country": "x"] }),
    ]

    @Test("is not mistaken for one that does")
    func accepted() async throws {
        try await serving { stage in
            let client = try stage.client()
            for (name, change) in Self.right {
                let now = Int(stage.clock.now.timeIntervalSince1970)
                stage.provider.change { $0.claims = { change(&$0, now) } }
                #expect(await end { try await stage.signIn(client) } == TestProvider.account, "\(name)")
            }
        }
    }

    @Test("an e-mail address that is not verified names nobody")
    func email() async throws {
        try await serving { stage in
            let client = stage.client(try Samples.settings(issuer: stage.provider.issuer, claim: .email))
            let cases: [(verified: (any Sendable)?, email: String?, code: String?)] = [
                (true, "mara@example.org", nil), (false, "mara@example.org", "sign-on.refused"),
                (nil, "mara@example.org", "sign-on.refused"), ("true", "mara@example.org", "sign-on.refused"),
                (1, "mara@example.org", "sign-on.refused"), (true, nil, "sign-on.token"),
            ]
            for (verified, email, expected) in cases {
                stage.provider.change {
                    $0.claims = { claims in
                        claims["email_verified"] = verified
                        claims["email"] = email
                    }
                }
                #expect(
                    await code { _ = try await stage.signIn(client) } == expected, "\(String(describing: verified))")
            }
        }
    }

    @Test("where a second factor is needed, the provider has to have asked for it")
    func secondFactor() async throws {
        let cases: [(SecondFactor, acr: String?, amr: [String]?, code: String?)] = [
            (.notRequired, nil, nil, nil), (.required(acr: nil), nil, nil, "sign-on.refused"),
            (.required(acr: nil), nil, ["mfa"], nil), (.required(acr: nil), nil, ["pwd", "mfa", "otp"], nil),
            (.required(acr: nil), nil, ["pwd", "otp"], "sign-on.refused"),
            (.required(acr: nil), nil, ["MFA"], "sign-on.refused"), (.required(acr: nil), nil, [], "sign-on.refused"),
            (.required(acr: nil), "mfa", [], "sign-on.refused"), (.required(acr: "gold"), "gold", nil, nil),
            (.required(acr: "gold"), "silver", nil, "sign-on.refused"),
            (.required(acr: "gold"), "silver", ["mfa"], nil),
            (.required(acr: "gold"), nil, ["gold"], "sign-on.refused"),
        ]
        try await serving { stage in
            for (factor, acr, amr, expected) in cases {
                let settings = try Samples.settings(issuer: stage.provider.issuer, secondFactor: factor)
                stage.provider.change {
                    $0.claims = { claims in
                        claims["acr"] = acr
                        claims["amr"] = amr
                    }
                }
                #expect(
                    await code { _ = try await stage.signIn(stage.client(settings)) } == expected,
                    "\(factor) \(acr ?? "-") \(amr ?? [])")
            }
        }
    }

    @Test("where a fresh sign-in is needed, the token says when it was, and it is fresh")
    func maximumAge() async throws {
        try await serving { stage in
            let client = stage.client(try Samples.settings(issuer: stage.provider.issuer, maximumAge: 900))
            let now = Int(stage.clock.now.timeIntervalSince1970)
            for (time, expected) in [
                (now, nil), (now - 950, nil), (now - 970, "sign-on.refused"), (nil, "sign-on.token"),
            ] {
                stage.provider.change { $0.claims = { $0["auth_time"] = time } }
                #expect(await code { _ = try await stage.signIn(client) } == expected)
            }
        }
    }
}
