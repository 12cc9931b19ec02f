import FaceSearch
import Foundation
import Records
import Rules
import TestStage
import Testing
import Vocabulary

@Suite("Who somebody is, and what is for them to do")
struct IdentityTests {
    /// Duty by duty, as it is asked when something is done.
    private func check(_ actor: Actor, _ home: Home) throws {
        let identity = try home.identity(of: actor)
        #expect(identity.account.ref == actor.account && identity.organisation.ref == identity.account.organisation)
        for duty in Duty.allCases {
            let isTheirs = (try? home.check(actor, anyOf: [duty])) != nil
            #expect(identity.duties.contains(duty) == isTheirs, "\(duty) of \(actor.name)")
        }
    }

    @Test("a household's owner, who oversees themselves")
    func household() async throws {
        let stage = try await Stage(.household)
        try check(stage.administrator, stage.home)
        #expect(try stage.home.identity(of: stage.administrator).duties.isSuperset(of: [.readUsage, .search, .index]))
    }

    @Test("whoever holds a role, and a program that acts for them", arguments: Role.allCases)
    func roles(role: Role) async throws {
        let stage = try await Stage(.archive)
        let actor = try await stage.person("jo", [role])
        try check(actor, stage.home)
        let all = try stage.home.identity(of: actor).duties
        let some = Set(all.sorted { $0.rawValue < $1.rawValue }.prefix(2))
        let token = try await stage.home.createAPIToken("a program", for: some, days: 1, as: actor).token
        let program = try stage.home.actor(bearingAPIToken: token)
        try check(program, stage.home)
        #expect(try stage.home.identity(of: program).duties == some)
        guard role != .administrator else { return }
        try await stage.home.setStanding(.suspended, ofAccount: "jo", as: stage.administrator)
        #expect(await stage.outcome { _ = try stage.home.identity(of: actor) } == "account.suspended")
    }
}
