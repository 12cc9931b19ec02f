import FaceSearch
import Foundation
import Records
import Rules
import TestStage
import Testing
import Vocabulary

@Suite("Misuse signals: raised once, grown, decided on, looked behind")
struct SignalTests {
    private struct Scene {
        let stage: Stage
        let sam: Actor
        let olga: Actor
        let otto: Actor
        let project: AuthorisationRef
        var home: Home { stage.home }

        init() async throws {
            stage = try await Stage(.investigation)
            sam = try await stage.person("sam", [.searcher])
            olga = try await stage.person("olga", [.overseer])
            otto = try await stage.person("otto", [.overseer])
            let cas = try await stage.person("cas", [.custodian])
            let ann = try await stage.person("ann", [.approver])
            try await stage.fill("custody", by: cas, retentionDays: 3650)
            _ = try await stage.home.openCase("K", as: sam)
            project = try await stage.home.requestAuthorisation(
                stage.draft("K", in: ["custody"], searches: 9), as: sam
            ).authorisation.ref
            _ = try await stage.home.approve(project, reason: "", as: ann)
        }

        func draft(
            _ kind: SignalKind = .oddHours, _ key: [String] = ["x"], searches: [String] = [], entries: [Int] = [3]
        ) -> SignalDraft {
            SignalDraft(
                kind: kind, key: key, account: sam.account, searches: searches, entries: entries,
                figures: ["searches": entries.count], first: stage.clock.now.addingTimeInterval(-60),
                last: stage.clock.now)
        }

        func logged(_ type: String) throws -> [LoggedEvent] { try stage.logged().filter { $0.type == type } }
    }

    private static let reason = "Two desks worked on one missing child."

    @Test("a finding is raised once; the same again changes nothing and logs nothing; what is new makes it grow")
    func raising() async throws {
        let scene = try await Scene()
        let home = scene.home
        let first = try await home.raiseSignals(
            [scene.draft(), scene.draft(.oddHours, ["y"], entries: [7]), scene.draft(.leaver)], as: scene.olga)
        #expect(first.raised.count == 3 && Set(first.raised).count == 3 && first.grown.isEmpty)
        let size = try home.loggedEntries()
        let again = try await home.raiseSignals([scene.draft(), scene.draft(.leaver)], as: nil)
        #expect(again.unchanged == 2 && again.raised.isEmpty && again.grown.isEmpty)
        #expect(try home.loggedEntries() == size)
        let grown = try await home.raiseSignals([scene.draft(entries: [3, 9])], as: nil)
        #expect(grown.grown == [first.raised[0]] && grown.reopened.isEmpty)
        #expect(try home.loggedEntries() == size, "evidence that grows is no second signal")
        #expect(try home.signal(first.raised[0], as: scene.olga).signal.record.evidence.entries == [3, 9])
        #expect(try scene.logged("signal.raised").count == 3)
        #expect(try scene.logged("signal.raised")[0].ids["subject"] == nil)
    }

    @Test("an explained signal that grows is open again by nobody's decision; an upheld one stays upheld")
    func reopening() async throws {
        let scene = try await Scene()
        let home = scene.home
        let raised = try await home.raiseSignals([scene.draft(), scene.draft(.leaver)], as: nil).raised
        _ = try await home.decide(raised[0], .explained, reason: Self.reason, as: scene.olga)
        _ = try await home.decide(raised[1], .upheld, reason: Self.reason, as: scene.otto)
        let result = try await home.raiseSignals(
            [scene.draft(entries: [4]), scene.draft(.leaver, entries: [5])], as: nil)
        #expect(result.grown == raised && result.reopened == [raised[0]])
        let details = try home.signal(raised[0], as: scene.otto)
        #expect(details.signal.record.state == .open)
        #expect(details.decisions.map(\.record.decision) == [.explained, .reopened])
        #expect(details.decisions.map(\.accountName) == ["olga", nil])
        #expect(details.decisions.map(\.record.reason) == [Self.reason, nil])
        #expect(try home.signal(raised[1], as: scene.olga).signal.record.state == .upheld)
        let events = try scene.logged("signal.reopened")
        #expect(events.count == 1 && events[0].ids["account"] == nil)
        // And by somebody's.
        _ = try await home.decide(raised[1], .reopened, reason: Self.reason, as: scene.olga)
        #expect(try scene.logged("signal.reopened").last?.ids["account"]?.text == scene.olga.account.rawValue)
    }

    @Test("only overseers see and decide, with a reason, on a signal that there is")
    func decidingRules() async throws {
        let scene = try await Scene()
        let home = scene.home
        let signal = try await home.raiseSignals([scene.draft()], as: nil).raised[0]
        let size = try home.loggedEntries()
        for actor in [scene.sam, scene.stage.administrator] {
            for outcome in [
                await scene.stage.outcome { _ = try home.signals(limit: 9, as: actor) },
                await scene.stage.outcome { _ = try home.signal(signal, as: actor) },
                await scene.stage.outcome { _ = try home.entries(of: signal, limit: 9, as: actor) },
                await scene.stage.outcome { _ = try await home.raiseSignals([scene.draft()], as: actor) },
                await scene.stage.outcome {
                    _ = try await home.decide(signal, .explained, reason: Self.reason, as: actor)
                },
                await scene.stage.outcome {
                    _ = try await home.lookBehind(signal, search: "x", reason: Self.reason, as: actor)
                },
            ] {
                #expect(outcome == "role.missing")
            }
        }
        func decide(_ ref: SignalRef, _ decision: SignalDecision, _ reason: String) async -> String? {
            await scene.stage.outcome { _ = try await home.decide(ref, decision, reason: reason, as: scene.olga) }
        }
        #expect(await decide(signal, .explained, "too short") == "signal.unexplained")
        #expect(await decide(SignalRef("nothing"), .explained, Self.reason) == "signal.unknown")
        #expect(await decide(signal, .reopened, Self.reason) == "signal.open")
        #expect(try home.loggedEntries() == size)
        #expect(await decide(signal, .upheld, Self.reason) == nil)
        #expect(await decide(signal, .explained, Self.reason) == "signal.decided")
    }

    @Test("signals are listed newest first, in pages, by state, rule and account")
    func listing() async throws {
        let scene = try await Scene()
        let home = scene.home
        var refs: [SignalRef] = []
        for number in 0..<7 {
            let draft = scene.draft(number % 2 == 0 ? .oddHours : .leaver, ["\(number)"], entries: [number])
            refs += try await home.raiseSignals([draft], as: nil).raised
        }
        _ = try await home.decide(refs[2], .explained, reason: Self.reason, as: scene.olga)
        func list(_ filter: SignalFilter = SignalFilter(), _ after: SignalRef? = nil, _ limit: Int = 3) throws -> [Int?]
        {
            try home.signals(filter, after: after, limit: limit, as: scene.olga).map {
                refs.firstIndex(of: $0.record.ref)
            }
        }
        #expect(try list() == [6, 5, 4])
        #expect(try list(SignalFilter(), refs[4]) == [3, 2, 1])
        #expect(try list(SignalFilter(), refs[0]) == [])
        #expect(try list(SignalFilter(), SignalRef("nothing")) == [])
        #expect(try list(SignalFilter(state: .explained), nil, 9) == [2])
        #expect(try list(SignalFilter(state: .open, kind: "leaver"), nil, 9) == [5, 3, 1])
        #expect(try list(SignalFilter(account: scene.olga.account), nil, 9) == [])
        #expect(try home.countSignals(SignalFilter(kind: "odd-hours", account: scene.sam.account), as: scene.otto) == 4)
    }

    @Test("open signals come first, the gravest of them on top, then the newest; in pages too, with their organisation")
    func gravestFirst() async throws {
        let scene = try await Scene()
        let home = scene.home
        var refs: [SignalRef] = []
        for kind in [SignalKind.sealedPerson, .oddHours, .leaver, .sealedPerson, .oddHours, .samePair] {
            let draft = scene.draft(kind, ["\(refs.count)"], entries: [refs.count])
            refs += try await home.raiseSignals([draft], as: nil).raised
        }
        _ = try await home.decide(refs[3], .upheld, reason: Self.reason, as: scene.olga)
        func list(_ after: SignalRef? = nil, _ limit: Int) throws -> [Int?] {
            try home.signals(order: .openAndGravestFirst, after: after, limit: limit, as: scene.olga).map {
                refs.firstIndex(of: $0.record.ref)
            }
        }
        let all = [0, 5, 2, 4, 1, 3]
        #expect(try list(nil, 9) == all)
        for place in all.indices { #expect(try list(refs[all[place]], 9) == Array(all[(place + 1)...])) }
        #expect(try list(refs[5], 2) == [2, 4] && list(SignalRef("nothing"), 9) == [])
        #expect(try home.signal(refs[0], as: scene.olga).signal.organisations == ["main"])
    }

    @Test("a signal about no account names the organisations of whoever searched, also for a request")
    func organisations() async throws {
        let scene = try await Scene()
        let home = scene.home
        let search = try await scene.stage.search(scene.project, as: scene.sam).search
        func organisations(_ searches: [String], _ entry: Int) async throws -> [String] {
            let draft = SignalDraft(
                kind: .sameFaceAccounts, key: ["\(entry)"], searches: searches, entries: [entry], first: Date(),
                last: Date())
            let ref = try await home.raiseSignals([draft], as: nil).raised[0]
            return try home.signal(ref, as: scene.olga).signal.organisations
        }
        #expect(try await organisations([search], 1) == ["main"])
        #expect(try await organisations([String(repeating: "e", count: 32)], 2) == [])
    }

    @Test("the evidence names entries of the log, which overseers read with what they stand for")
    func entries() async throws {
        let scene = try await Scene()
        let home = scene.home
        let search = try await scene.stage.search(scene.project, as: scene.sam).search
        let size = try home.loggedEntries()
        let all = try home.loggedRecords(from: 0, to: size, as: scene.olga)
        let about = all.filter { LoggedEvent($0.entry)?.ids["search"]?.text == search }.map(\.index)
        let signal = try await home.raiseSignals(
            [scene.draft(.oddHours, ["x"], searches: [search], entries: about + [size + 1000])], as: nil
        ).raised[0]
        #expect(try home.entries(of: signal, limit: 9, as: scene.olga) == about.map { all[$0] })
        #expect(try home.entries(of: signal, limit: 1, as: scene.olga).count == 1)
        #expect(try home.entries(of: signal, limit: -1, as: scene.olga).isEmpty)
    }

    @Test(
        "a face is looked at with a reason, logged first, for an hour, by whoever asked, and all overseers see who did")
    func looking() async throws {
        let scene = try await Scene()
        let home = scene.home
        let studio = try await Studio1.shared.value
        let search = try await scene.stage.search(scene.project, as: scene.sam).search
        let other = try await scene.stage.search(scene.project, as: scene.sam).search
        let signal = try await home.raiseSignals([scene.draft(.oddHours, ["x"], searches: [search])], as: nil).raised[0]
        func look(_ search: String, _ reason: String, as actor: Actor) async -> String? {
            await scene.stage.outcome {
                _ = try await home.lookBehind(signal, search: search, reason: reason, as: actor)
            }
        }
        let size = try home.loggedEntries()
        #expect(await look(search, "curious", as: scene.olga) == "signal.unexplained")
        // Not one of the signal's.
        #expect(await look(other, Self.reason, as: scene.olga) == "search.unknown")
        #expect(try home.loggedEntries() == size)

        let made = try await home.lookBehind(signal, search: search, reason: Self.reason, as: scene.olga)
        let event = try #require(try scene.logged("signal.looked").first)
        #expect(event.ids["look"]?.text == made.record.ref.rawValue && event.ids["search"] == nil)
        #expect(event.ids["account"]?.text == scene.olga.account.rawValue)
        #expect(try home.probe(of: made.record.ref, as: scene.olga).photo == studio.portrait)
        let seen = try home.signal(signal, as: scene.otto).looks
        #expect(seen.map(\.accountName) == ["olga"] && seen.map(\.record.reason) == [Self.reason])

        func probe(_ ref: SignalLookRef, as actor: Actor) async -> String? {
            await scene.stage.outcome { _ = try home.probe(of: ref, as: actor) }
        }
        #expect(await probe(made.record.ref, as: scene.otto) == "signal.look-over")
        #expect(await probe(SignalLookRef(search), as: scene.olga) == "signal.look-over")
        #expect(await probe(made.record.ref, as: scene.sam) == "role.missing")
        scene.stage.clock.move(SignalLook.lasts - 1)
        #expect(await probe(made.record.ref, as: scene.olga) == nil)
        scene.stage.clock.move(1)
        #expect(await probe(made.record.ref, as: scene.olga) == "signal.look-over")

        // Once the probe is erased there is nothing to look at, and nothing is logged.
        scene.stage.clock.move(400 * 86_400)
        _ = try await home.runRetention(as: scene.stage.administrator)
        let looks = try scene.logged("signal.looked").count
        #expect(await look(search, Self.reason, as: scene.otto) == "signal.no-probe")
        #expect(try scene.logged("signal.looked").count == looks)
        #expect(try home.signal(signal, as: scene.otto).looks.count == 1, "who looked stays known")
    }
}
