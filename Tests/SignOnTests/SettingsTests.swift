import SignOn
import Testing

@Suite("Settings of a provider")
struct SettingsTests {
    @Test("addresses are https, or http at a loopback address")
    func addresses() {
        let cases: [(String, remote: Bool, here: Bool)] = [
            ("https://id.example.org", true, true), ("https://id.example.org:8443/a/b?c=d", true, true),
            ("https://127.0.0.1/", true, true), ("http://localhost:80/a", false, true),
            ("http://127.0.0.1:9", false, true), ("http://127.255.0.9/", false, true), ("http://[::1]:9/", false, true),
            ("http://id.example.org", false, false), ("http://127.0.0.1.example.org/", false, false),
            ("http://localhost.example.org/", false, false), ("http://127.1/", false, false),
            ("http://127.0.0.01/", false, false), ("http://128.0.0.1/", false, false),
            ("http://10.0.0.1/", false, false),
            ("http://0.0.0.0/", false, false), ("http://2130706433/", false, false),
            ("http://127.0.0.1@example.org/", false, false), ("https://a:b@id.example.org/", false, false),
            ("https://id.example.org/#f", false, false), ("https://id.example.org/#", false, false),
            ("https:///path", false, false), ("https:id.example.org", false, false), ("//id.example.org", false, false),
            ("ftp://id.example.org", false, false), ("file:///etc/passwd", false, false),
            ("http+unix://127.0.0.1/", false, false), ("https://id.example.org/a b", false, false),
            ("https://id.example.org/\r\nx", false, false), ("https://ïd.example.org/", false, false),
            ("", false, false),
        ]
        for (text, remote, here) in cases {
            #expect((ProviderURL.parse(text, allowsLoopback: false) != nil) == remote, "\(text)")
            #expect((ProviderURL.parse(text, allowsLoopback: true) != nil) == here, "\(text)")
        }
    }

    @Test("what no provider can be asked by is refused")
    func refused() async {
        func make(
            name: String = "A", issuer: String = Samples.issuer, client: String = "c", secret: String? = nil,
            redirect: String = Samples.redirectURI, scopes: [String] = [], acr: String? = nil, age: Int? = nil
        ) async -> String? {
            await code {
                _ = try ProviderSettings(
                    name: name, issuer: issuer, clientID: client, clientSecret: secret.map { ClientSecret($0) },
                    redirectURI: redirect, scopes: scopes, secondFactor: .required(acr: acr), maximumAge: age)
            }
        }
        #expect(await make(secret: "s p", scopes: ["groups"], acr: "urn:gold", age: 0) == nil)
        let wrong = [
            await make(name: " "), await make(issuer: "http://id.example.org"),
            await make(issuer: Samples.issuer + "?a"),
            await make(client: ""), await make(client: "ç"), await make(secret: ""), await make(secret: "a\n"),
            await make(redirect: "http://likeness.example.org/"), await make(redirect: "/sign-on/return"),
            await make(redirect: Samples.redirectURI + "?a=b"), await make(scopes: ["a b"]), await make(scopes: [""]),
            await make(scopes: ["a\"b"]), await make(acr: ""), await make(acr: "a b"), await make(age: -1),
        ]
        #expect(wrong == Array(repeating: "sign-on.settings", count: wrong.count))
    }

    @Test("no description holds a secret")
    func descriptions() throws {
        let settings = try Samples.settings(secret: "hush-hush")
        let secrets = Samples.secrets()
        let seal = AttemptSeal()
        var text = "\(settings) \(String(reflecting: settings)) \(secrets) \(String(reflecting: [secrets])) \(seal)"
        dump(settings, to: &text)
        dump((secrets, seal), to: &text)
        #expect(text.contains("redacted"))
        for secret in ["hush-hush", secrets.state, secrets.nonce, secrets.verifier] { #expect(!text.contains(secret)) }
    }

    @Test("openid and the claim's scope are always asked for, each once")
    func scopes() throws {
        for (claim, more, expected) in [
            (AccountClaim.preferredUsername, [], ["openid", "profile"]),
            (.email, ["openid", "groups"], ["openid", "email", "groups"]),
        ] {
            let settings = try ProviderSettings(
                name: "A", issuer: Samples.issuer, clientID: "c", redirectURI: Samples.redirectURI, accountClaim: claim,
                scopes: more)
            #expect(settings.scopes == expected)
        }
    }
}
