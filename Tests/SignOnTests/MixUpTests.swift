import SignOn
import Testing

@Suite("A provider that is not the one asked")
struct MixUpTests {
    @Test("does not end what was begun with another, nor take its name")
    func mixUp() async throws {
        try await serving { honest in
            try await serving { attacker in
                let (one, two) = (try honest.client(), try attacker.client())
                let attempt = try await one.begin()
                let query = try await honest.browser.visit(attempt.url)
                #expect(
                    await code { _ = try await two.finish(query: query, secrets: attempt.secrets) } == "sign-on.refused"
                )
                #expect(attacker.provider.visits("/token") == 0)
                // A provider that calls itself by the other's name is not even asked for keys.
                let name = honest.provider.issuer
                attacker.provider.change { $0.metadata = { $0["issuer"] = name } }
                #expect(await code { _ = try await attacker.client().begin() } == "sign-on.provider")
                #expect(attacker.provider.visits("/keys") == 0)
            }
        }
    }
}
