import FaceSearch
import Foundation
import Records
import Rules
import Secrets
import TestStage
import Testing
import Vocabulary

@Suite("What the desk adds keeps to the rules")
struct DeskTests {
    private func stage() async throws -> (stage: Stage, sam: Actor, ann: Actor, ref: AuthorisationRef) {
        let stage = try await Stage(.investigation)
        let sam = try await stage.person("sam", [.searcher])
        let ann = try await stage.person("ann", [.approver])
        try await stage.fill("custody", by: stage.person("cas", [.custodian]))
        _ = try await stage.home.openCase("K", as: sam)
        let asked = try await stage.home.requestAuthorisation(stage.draft("K", in: ["custody"], searches: 5), as: sam)
        let ref = try await stage.home.approve(asked.authorisation.ref, reason: "", as: ann).authorisation.ref
        return (stage, sam, ann, ref)
    }

    private func types(_ stage: Stage) throws -> [String] { try stage.logged().map(\.type) }

    @Test("a program does what its token is for, no more than its owner may, and not after its time")
    func tokens() async throws {
        let (stage, sam, _, ref) = try await stage()
        let home = stage.home
        #expect(
            await stage.outcome { _ = try await home.createAPIToken("x", for: [.manageAccounts], days: 1, as: sam) }
                == "role.missing")
        for (label, days) in [("", 1), ("x", 0), ("x", 366), ("a\nb", 1)] {
            #expect(
                await stage.outcome { _ = try await home.createAPIToken(label, for: [.search], days: days, as: sam) }
                    == "token.unusable")
        }
        let (token, _) = try await home.createAPIToken("catalogue", for: [.search], days: 2, as: sam)
        let program = try home.actor(bearingAPIToken: token)
        #expect(try await stage.search(ref, as: program).candidates.count == 1)
        // Not asked for, never for a token, and not by a token's token.
        #expect(await stage.outcome { _ = try await home.openCase("L", as: program) } == "token.out-of-scope")
        #expect(await stage.outcome { _ = try home.apiTokens(as: program) } == "token.out-of-scope")
        #expect(
            await stage.outcome { _ = try await home.createAPIToken("y", for: [.search], days: 1, as: program) }
                == "token.out-of-scope")
        // A session's token is none of these, nor the other way round.
        #expect(await stage.outcome { _ = try home.actor(bearing: token) } == "login.needed")
        let session = try #require(stage.token(of: sam))
        #expect(await stage.outcome { _ = try home.actor(bearingAPIToken: session) } == "login.needed")

        try await home.setRoles([.examiner], of: "sam", as: stage.administrator)
        #expect(await stage.outcome { _ = try await stage.search(ref, as: program) } == "role.missing")
        try await home.setRoles([.searcher], of: "sam", as: stage.administrator)
        stage.clock.move(2 * 86_400)
        #expect(await stage.outcome { _ = try home.actor(bearingAPIToken: token) } == "login.needed")
        #expect(try types(stage).count { $0 == "token.created" } == 1)
    }

    @Test(
        "a suspension, a reset and a revocation end tokens", arguments: ["suspend", "reset", "revoke", "organisation"])
    func endOfTokens(how: String) async throws {
        let (stage, sam, _, _) = try await stage()
        let home = stage.home
        let (token, record) = try await home.createAPIToken("catalogue", for: [.search], days: 2, as: sam)
        let other = try await stage.person("other", [.searcher])
        #expect(await stage.outcome { try await home.revokeAPIToken(record.ref, as: other) } == "token.unknown")
        _ = try home.actor(bearingAPIToken: token)
        switch how {
        case "suspend":
            try await home.setStanding(.suspended, ofAccount: "sam", as: stage.administrator)
            try await home.setStanding(.active, ofAccount: "sam", as: stage.administrator)
        case "organisation":
            try await home.createOrganisation(named: "second", as: stage.administrator)
            let far = try await stage.person("far", [.searcher], in: "second")
            let (farToken, _) = try await home.createAPIToken("x", for: [.search], days: 2, as: far)
            try await home.setStanding(.suspended, ofOrganisation: "second", as: stage.administrator)
            try await home.setStanding(.active, ofOrganisation: "second", as: stage.administrator)
            #expect(await stage.outcome { _ = try home.actor(bearingAPIToken: farToken) } == "login.needed")
            return
        case "reset": _ = try await home.resetAccount("sam", as: stage.administrator)
        default: try await home.revokeAPIToken(record.ref, as: sam)
        }
        #expect(await stage.outcome { _ = try home.actor(bearingAPIToken: token) } == "login.needed")
    }

    @Test("one's own sessions are listed and ended, nobody else's")
    func sessions() async throws {
        let (stage, sam, ann, _) = try await stage()
        let home = stage.home
        let (mine, theirs) = (try #require(stage.token(of: sam)), try #require(stage.token(of: ann)))
        let own = try home.sessions(as: sam, bearing: mine)
        #expect(own.count == 1 && own[0].isThis && !mine.text.contains(own[0].id))
        let other = try home.sessions(as: ann, bearing: theirs)[0]
        #expect(try await home.endSessions(other.id, as: sam, bearing: mine) == 0)
        #expect(try await home.endSessions(nil, as: sam, bearing: mine) == 0)
        _ = try home.actor(bearing: theirs)
        let elsewhere = try await home.logIn(vouchedFor: "sam", hasSecondFactor: true).token
        #expect(try home.sessions(as: sam, bearing: mine).count == 2)
        #expect(try await home.endSessions(nil, as: sam, bearing: mine) == 1)
        #expect(await stage.outcome { _ = try home.actor(bearing: elsewhere) } == "login.needed")
        _ = try home.actor(bearing: mine)
    }

    @Test("another password ends every other session; a wrong one is counted and logged as at a log-in")
    func changedPassword() async throws {
        let (stage, sam, _, _) = try await stage()
        let home = stage.home
        let mine = try #require(stage.token(of: sam))
        let elsewhere = try await home.logIn(vouchedFor: "sam", hasSecondFactor: true).token
        func change(from old: String) async -> String? {
            await stage.outcome {
                try await home.changePassword(from: old, to: "another good password", as: sam, bearing: mine)
            }
        }
        #expect(await change(from: "wrong") == "login.failed")
        #expect(try types(stage).last == "login.failed")
        _ = try home.actor(bearing: elsewhere)
        #expect(await change(from: Stage.password) == nil)
        #expect(try types(stage).last == "account.password-changed")
        _ = try home.actor(bearing: mine)
        #expect(await stage.outcome { _ = try home.actor(bearing: elsewhere) } == "login.needed")
        for _ in 0..<10 { #expect(await change(from: Stage.password) == "login.failed") }
        // Barred by now, for the right one too.
        #expect(await change(from: "another good password") == "login.failed")
    }

    @Test("a provider's word opens a session of an account that is there, active, and has its second factor")
    func vouched() async throws {
        let (stage, _, _, _) = try await stage()
        let home = stage.home
        for (name, second) in [("nobody", true), ("sam", false), ("SAM", true)] {
            #expect(
                await stage.outcome { _ = try await home.logIn(vouchedFor: name, hasSecondFactor: second) }
                    == "login.failed")
        }
        try await home.setStanding(.suspended, ofAccount: "sam", as: stage.administrator)
        #expect(
            await stage.outcome { _ = try await home.logIn(vouchedFor: "sam", hasSecondFactor: true) }
                == "login.failed")
        try await home.setStanding(.active, ofAccount: "sam", as: stage.administrator)
        _ = try home.actor(bearing: try await home.logIn(vouchedFor: "sam", hasSecondFactor: true).token)
        #expect(try types(stage).count { $0 == "login.failed" } == 4)
    }

    @Test("a list is shown again to whoever made the search, to nobody else, and a later look is logged once")
    func results() async throws {
        let (stage, sam, ann, ref) = try await stage()
        let home = stage.home
        let list = try await stage.search(ref, as: sam)
        let other = try await stage.person("other", [.searcher])
        for actor in [other, ann, stage.administrator] {
            let failure = await stage.outcome { _ = try await home.results(of: list.search, as: actor) }
            #expect(failure == (actor == other ? "search.unknown" : "role.missing"))
        }
        #expect(await stage.outcome { _ = try await home.candidate(1, of: list.search, as: other) } == "search.unknown")
        #expect(await stage.outcome { _ = try home.probe(of: list.search, as: other) } == "search.unknown")
        let shown = try await home.results(of: list.search, as: sam)
        #expect(shown.candidates.map(\.stored.similarity) == list.candidates.map(\.similarity))
        #expect(shown.receipt != nil && shown.probe != nil && shown.authorisation?.decidedBy == "ann")
        #expect(try types(stage).count { $0 == "search.opened" } == 0)
        stage.clock.move(16 * 60)
        for _ in 0..<3 { _ = try await home.results(of: list.search, as: sam) }
        #expect(try types(stage).count { $0 == "search.opened" } == 1)
        // Also when only one candidate is asked for, by its address.
        stage.clock.move(16 * 60)
        for _ in 0..<3 { _ = try await home.candidate(1, of: list.search, as: sam) }
        #expect(try types(stage).count { $0 == "search.opened" } == 2)

        try await home.mark(.kept, rank: 1, of: list.search, as: sam)
        #expect(
            await stage.outcome { try await home.mark(.kept, rank: 1, of: list.search, as: other) } == "search.unknown")
        #expect(
            await stage.outcome { try await home.mark(.kept, rank: 2, of: list.search, as: sam) } == "search.unknown")
        #expect(try await home.candidate(1, of: list.search, as: sam).mark == .kept)
        try await home.mark(.dismissed, rank: 1, of: list.search, as: sam)
        #expect(try await home.candidate(1, of: list.search, as: sam).mark == .dismissed)
        // What was dismissed is in the case's file all the same.
        #expect(try await home.exportCase("K", as: sam).parts.first?.searches.first?.candidates.count == 1)
    }

    @Test("what a refused break-glass returned is not shown again")
    func refused() async throws {
        let (stage, sam, ann, _) = try await stage()
        let home = stage.home
        let taken = try await home.breakGlass(
            stage.draft("K", in: ["custody"]), reason: "A child was seen an hour ago.", as: sam)
        let list = try await stage.search(taken.authorisation.ref, as: sam)
        #expect(try await home.results(of: list.search, as: sam).candidates.count == 1)
        _ = try await home.refuse(taken.authorisation.ref, reason: "", as: ann)
        let after = try await home.results(of: list.search, as: sam)
        #expect(after.candidates.isEmpty && after.probe == nil)
        #expect(await stage.outcome { _ = try await home.candidate(1, of: list.search, as: sam) } == "search.unknown")
    }

    @Test("pictures of a candidate are for examiners to whom its page was shown")
    func pictures() async throws {
        let (stage, sam, _, ref) = try await stage()
        let home = stage.home
        let eve = try await stage.person("eve", [.examiner])
        let list = try await stage.search(ref, as: sam)
        try await home.requestReview(of: list.search, rank: 1, as: sam)
        #expect(await stage.outcome { _ = try home.openedReview(list.search, rank: 1, as: eve) } == "review.not-seen")
        _ = try await home.candidateUnderReview(list.search, rank: 1, as: eve)
        #expect(try home.openedReview(list.search, rank: 1, as: eve).probe != nil)
        #expect(try types(stage).count { $0 == "review.opened" } == 1)
        #expect(await stage.outcome { _ = try home.openedReview(list.search, rank: 1, as: sam) } == "role.missing")
    }

    @Test("an approver is told what the searcher did before, and an approver of another organisation nothing")
    func history() async throws {
        let (stage, sam, ann, ref) = try await stage()
        let home = stage.home
        _ = try await stage.search(ref, as: sam)
        _ = await stage.outcome { _ = try await stage.search(nil, as: sam) }
        let next = try await home.requestAuthorisation(stage.draft("K", in: ["custody"]), as: sam)
        let history = try await home.history(ofRequesterOf: next.authorisation.ref, as: ann)
        #expect(history.authorisations.count == 2 && history.searches.count == 1 && history.refusals == 1)
        try await home.createOrganisation(named: "second", as: stage.administrator)
        let far = try await stage.person("far", [.approver], in: "second")
        #expect(
            await stage.outcome { _ = try await home.history(ofRequesterOf: next.authorisation.ref, as: far) }
                == "authorisation.unknown")
        #expect(await stage.outcome { _ = try await home.history(ofRequesterOf: ref, as: sam) } == "role.missing")
        let opened = try #require(try home.cases(as: sam).first)
        #expect(await stage.outcome { _ = try await home.caseOverview(opened.ref, as: far) } == "case.unknown")
        #expect(try await home.caseOverview(opened.ref, as: ann).searches.map(\.by) == ["sam"])
    }
}
