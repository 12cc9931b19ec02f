import FaceSearch
import Foundation
import Records
import Rules
import TestStage
import Testing
import Vocabulary

@Suite("Signals are known again by what they rest on")
struct RaisingSignalsTests {
    @Test("a finding about an account that is not there is raised without its name, and the others with it")
    func unknownAccount() async throws {
        let stage = try await Stage(.archive)
        let home = stage.home
        let sam = try await stage.person("sam", [.searcher])
        let olga = try await stage.person("olga", [.overseer])
        let nobody = AccountRef(String(repeating: "0", count: 32))
        func draft(_ key: String, about account: AccountRef, search: String = "f", entry: Int = 3) -> SignalDraft {
            SignalDraft(
                kind: .leaver, key: [key], account: account, searches: [String(repeating: search, count: 32)],
                entries: [entry], figures: ["tries": 1], first: stage.clock.now, last: stage.clock.now)
        }
        let drafts = [
            draft("a", about: sam.account), draft("b", about: nobody),
            draft("c", about: sam.account, search: "e", entry: 4),
        ]
        let raised = try await home.raiseSignals(drafts, as: nil).raised
        #expect(raised.count == 3)
        let names = try raised.map { try home.signal($0, as: olga).signal.accountName }
        #expect(names == ["sam", nil, "sam"])
        // Anybody may read ids: none says whom a signal is about.
        let ids = try stage.logged().filter { $0.type == "signal.raised" }.flatMap { $0.ids.map(\.key) }
        #expect(ids == ["signal", "signal", "signal"])
        // It is known again, grows, and can be decided on and opened again.
        #expect(try await home.raiseSignals(drafts, as: olga).unchanged == 3)
        _ = try await home.decide(raised[1], .explained, reason: "An account of another home's.", as: olga)
        let grown = try await home.raiseSignals([draft("b", about: nobody, entry: 9)], as: nil)
        #expect(grown.reopened == [raised[1]])
        #expect(try stage.logged().last { $0.type == "signal.reopened" }?.ids["signal"]?.text == raised[1].rawValue)
    }

    // MARK: Known by what they rest on

    /// A home with one signal, of `sam`'s searches 1, 2 and 3.
    private struct Scene {
        let stage: Stage
        let sam: Actor
        let olga: Actor
        let signal: SignalRef

        init() async throws {
            stage = try await Stage(.archive)
            sam = try await stage.person("sam", [.searcher])
            olga = try await stage.person("olga", [.overseer])
            signal = try await stage.home.raiseSignals(
                [Self.draft("first", [1, 2, 3], about: sam.account, at: stage.clock.now)], as: nil
            ).raised[0]
        }

        func draft(
            _ key: String, _ searches: [Int], _ kind: SignalKind = .sameFaceCases, person: String? = nil
        ) -> SignalDraft {
            Self.draft(key, searches, kind, about: sam.account, at: stage.clock.now, person: person)
        }

        static func draft(
            _ key: String, _ searches: [Int], _ kind: SignalKind = .sameFaceCases, about account: AccountRef?,
            at moment: Date, person: String? = nil
        ) -> SignalDraft {
            SignalDraft(
                kind: kind, key: [key], account: account,
                searches: searches.map { String(repeating: "0", count: 31) + "\($0)" },
                entries: searches.map { 10 * $0 },
                figures: ["searches": searches.count], first: moment, last: moment, person: person)
        }

        func decide(_ decision: SignalDecision, _ signal: SignalRef? = nil) async throws {
            _ = try await stage.home.decide(
                signal ?? self.signal, decision, reason: "Two desks worked on one missing child.", as: olga)
        }

        func raise(_ drafts: SignalDraft...) async throws -> RaisedSignals {
            try await stage.home.raiseSignals(drafts, as: nil)
        }

        func entries(_ signal: SignalRef? = nil) throws -> [Int] {
            try stage.home.signal(signal ?? self.signal, as: olga).signal.record.evidence.entries
        }
    }

    @Test(
        "when the first of its boxes has gone, what is left is the same signal under another key: nothing is raised or opened",
        arguments: [SignalDecision.explained, .upheld])
    func expired(decision: SignalDecision) async throws {
        let scene = try await Scene()
        try await scene.decide(decision)
        let size = try scene.stage.home.loggedEntries()
        for searches in [[2, 3], [3]] {
            let result = try await scene.raise(scene.draft("from \(searches[0])", searches))
            #expect(result.unchanged == 1 && result.raised.isEmpty && result.grown.isEmpty)
        }
        #expect(try scene.stage.home.loggedEntries() == size)
        #expect(try scene.stage.home.countSignals(as: scene.olga) == 1)
    }

    @Test(
        "what is left and something new is that signal, grown: an explained one is open again, an upheld one stays so")
    func expiredAndGrown() async throws {
        for (decision, state) in [(SignalDecision.explained, SignalState.open), (.upheld, .upheld)] {
            let scene = try await Scene()
            try await scene.decide(decision)
            let result = try await scene.raise(scene.draft("from 2", [2, 3, 4]))
            #expect(result.grown == [scene.signal] && result.raised.isEmpty)
            #expect(result.reopened == (state == .open ? [scene.signal] : []))
            let record = try scene.stage.home.signal(scene.signal, as: scene.olga).signal.record
            #expect(record.state == state && record.evidence.entries == [10, 20, 30, 40])
        }
    }

    @Test("two findings that share something with one signal grow it both; it is opened again once")
    func parted() async throws {
        let scene = try await Scene()
        try await scene.decide(.explained)
        let result = try await scene.raise(scene.draft("one", [2, 5]), scene.draft("other", [3, 6]))
        #expect(result.grown == [scene.signal] && result.reopened == [scene.signal] && result.raised.isEmpty)
        #expect(try scene.entries() == [10, 20, 30, 50, 60])
        #expect(try scene.stage.logged().count { $0.type == "signal.reopened" } == 1)
        let again = try await scene.raise(scene.draft("one", [2, 5]), scene.draft("other", [3, 6]))
        #expect(again.unchanged == 2)
    }

    @Test(
        "a finding that joins two signals is nothing new while they hold all of it; then it grows that with most of it")
    func joined() async throws {
        let scene = try await Scene()
        let second = try await scene.raise(scene.draft("second", [7, 8])).raised[0]
        #expect(try await scene.raise(scene.draft("both", [2, 3, 7, 8])).unchanged == 1)
        let result = try await scene.raise(scene.draft("both", [1, 7, 8, 9]))
        #expect(result.grown == [second])
        #expect(try scene.entries() == [10, 20, 30])
        // Its own key goes before what it shares.
        #expect(try await scene.raise(scene.draft("first", [1, 7, 8, 4])).grown == [scene.signal])
    }

    @Test("what shares nothing, is of another rule or about somebody else is a signal of its own")
    func others() async throws {
        let scene = try await Scene()
        let now = scene.stage.clock.now
        let drafts = [
            scene.draft("apart", [4, 5]), scene.draft("rule", [1, 2], .oddHours),
            Scene.draft("account", [1, 2], about: scene.olga.account, at: now),
            Scene.draft("several", [1, 2], about: nil, at: now),
        ]
        #expect(try await scene.stage.home.raiseSignals(drafts, as: nil).raised.count == 4)
    }

    @Test("one probe that resembles two protected persons is two signals, each known again")
    func persons() async throws {
        let scene = try await Scene()
        let drafts = ["a", "b"].map { (name: String) in scene.draft(name, [1, 2], .protectedPerson, person: name) }
        #expect(try await scene.raise(drafts[0]).raised.count == 1)
        #expect(try await scene.raise(drafts[0], drafts[1]).raised.count == 1)
        let later = ["a", "b"].map { (name: String) in
            scene.draft("\(name) later", [2], .protectedPerson, person: name)
        }
        #expect(try await scene.raise(later[0], later[1]).unchanged == 2)
    }
}
