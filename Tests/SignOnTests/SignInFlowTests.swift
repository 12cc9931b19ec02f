import Foundation
import SignOn
import Testing
import Vocabulary

@Suite("A sign-in at a provider")
struct SignInFlowTests {
    @Test("ends with the account's name, by each algorithm", arguments: ["RS256", "PS256", "ES256", "EdDSA"])
    func algorithms(name: String) async throws {
        let keys = [try TestKey.rs256(), try .ps256(), .es256(), .edDSA()]
        let key = try #require(keys.first { $0.alg == name })
        try await serving(key) { stage in
            stage.provider.change { $0.keys = keys }
            let account = try await stage.signIn()
            #expect(account == TestProvider.account)
        }
    }

    @Test("works by e-mail address and for a public client; one whose secret is wrong is not taken")
    func variants() async throws {
        try await serving { stage in
            let issuer = stage.provider.issuer
            let byEmail = stage.client(try Samples.settings(issuer: issuer, claim: .email))
            #expect(try await stage.signIn(byEmail) == "mara@example.org")
            stage.provider.change { $0.secret = nil }
            let open = stage.client(try Samples.settings(issuer: issuer, secret: nil))
            #expect(try await stage.signIn(open) == TestProvider.account)
            #expect(await code { _ = try await stage.signIn() } == "sign-on.provider")
        }
    }

    @Test("asks discovery and keys once for many, and again when they are old")
    func kept() async throws {
        try await serving { stage in
            let client = try stage.client()
            try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<8 { group.addTask { try await stage.signIn(client) } }
                for try await name in group { #expect(name == TestProvider.account) }
            }
            let discovery = "/.well-known/openid-configuration"
            #expect(stage.provider.visits(discovery) == 1 && stage.provider.visits("/keys") == 1)
            stage.clock.advance(601)
            _ = try await stage.signIn(client)
            #expect(stage.provider.visits(discovery) == 1 && stage.provider.visits("/keys") == 2)
            stage.clock.advance(3601)
            _ = try await stage.signIn(client)
            #expect(stage.provider.visits(discovery) == 2 && stage.provider.visits("/keys") == 3)
        }
    }

    @Test("follows a change of keys at once, and asks for an unknown one no more than once a minute")
    func rollover() async throws {
        try await serving { stage in
            let client = try stage.client()
            _ = try await stage.signIn(client)
            let (new, unknown) = (TestKey.es256("new"), TestKey.es256("unknown"))
            stage.clock.advance(61)
            stage.provider.change {
                $0.keys = [$0.signer, new]
                $0.signer = new
            }
            #expect(try await stage.signIn(client) == TestProvider.account)
            #expect(stage.provider.visits("/keys") == 2)
            stage.provider.change { $0.signer = unknown }
            for (seconds, visits) in [(1, 2), (30, 2), (30, 3), (59, 3), (2, 4)] {
                stage.clock.advance(TimeInterval(seconds))
                #expect(await code { _ = try await stage.signIn(client) } == "sign-on.token")
                #expect(stage.provider.visits("/keys") == visits)
            }
            // A key that the provider took back is no longer one.
            stage.provider.change {
                $0.signer = new
                $0.keys = [unknown]
            }
            stage.clock.advance(601)
            #expect(await code { _ = try await stage.signIn(client) } == "sign-on.token")
        }
    }

    @Test("ends for its own browser only, in time, and once")
    func bound() async throws {
        try await serving { stage in
            let client = try stage.client()
            let (mine, other) = (try await client.begin(), try await client.begin())
            let query = try await stage.browser.visit(mine.url)
            // Somebody else's answer brought to this browser, and the reverse.
            #expect(
                await code { _ = try await client.finish(query: query, secrets: other.secrets) } == "sign-on.refused")
            #expect(stage.provider.visits("/token") == 0)
            #expect(try await client.finish(query: query, secrets: mine.secrets) == TestProvider.account)
            #expect(
                await code { _ = try await client.finish(query: query, secrets: mine.secrets) } == "sign-on.refused")
            #expect(stage.provider.visits("/token") == 2)

            let slow = try await client.begin()
            let late = try await stage.browser.visit(slow.url)
            stage.clock.advance(601)
            #expect(await code { _ = try await client.finish(query: late, secrets: slow.secrets) } == "sign-on.refused")
            #expect(stage.provider.visits("/token") == 2)
        }
    }

    @Test("a code of one sign-in is worth nothing in another, even with its state")
    func codeInjected() async throws {
        try await serving { stage in
            let client = try stage.client()
            let (mine, other) = (try await client.begin(), try await client.begin())
            let stolen = try #require(FormCoding.decode(try await stage.browser.visit(other.url)))
            let own = try #require(FormCoding.decode(try await stage.browser.visit(mine.url)))
            let mixed = own.merging(["code": stolen["code"] ?? ""]) { $1 }
            let query = FormCoding.encode(mixed.map { (name: $0.key, value: $0.value) })
            #expect(
                await code { _ = try await client.finish(query: query, secrets: mine.secrets) } == "sign-on.refused")
        }
    }
}
