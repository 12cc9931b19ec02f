import FaceSearch
import Foundation
import Oversight
import Testing
import TransparencyLog

@Suite("Figures of use")
struct FigureTests {
    /// Two organisations, three searchers, a quarter of a year.
    static let log = {
        var log = Chronicle()
        write(&log)
        return log
    }()

    static func write(_ log: inout Chronicle) {
        log.organisation("police", accounts: ["sam", "sue", "ann"])
        log.organisation("charity", accounts: ["kim", "kay"])
        log.allow("a1", to: "sam", on: "c1")
        for _ in 0..<3 { log.search("sam", on: "a1", face: 1) }
        log.search("sam", on: "a1", face: 1, candidates: 0)
        log.request("a4", of: "sue", on: "c2")
        log.refuse("a4", by: "ann", of: "c2")
        log.wait(days: 30)
        log.request("a2", of: "sue", on: "c2", breakGlass: true)
        log.search("sue", on: "a2", face: 2, candidates: 1)
        log.refuse("a2", by: "ann", of: "c2")
        log.tell(.searchRefused, ["account": "sue"], ["code": .string("account.locked")])
        log.wait(days: 30)
        log.allow("a3", to: "kim", on: "c3", by: "kay")
        log.search("kim", on: "a3", face: 3)
        log.tell(
            .outcomeRecorded, ["case": "c3", "account": "kim", "outcome": "o1"],
            ["kind": .string("action-taken"), "action": .string("reunion"), "corroboration": .string("a birthmark")])
        for verdict in ["supports", "inconclusive", "supports"] {
            log.tell(
                .reviewRecorded, ["search": "search 0", "account": "kay"],
                ["rank": .number(1), "verdict": .string(verdict)])
        }
    }

    static let all = Int64.min..<Int64.max

    @Test("each count is that of its entries")
    func counts() {
        let figures = Self.log.history.figures(in: Self.all)
        let expected: [Measure: Int] = [
            .accountsMade: 5, .authorisationsRequested: 3, .authorisationsApproved: 2, .authorisationsRefused: 1,
            .breakGlassUsed: 1, .breakGlassRefused: 1, .searches: 6, .searchesBreakGlass: 1, .searchesRefused: 1,
            .nullResults: 1, .candidatesShown: 13, .reunions: 1, .corroborated: 1, .reviews: 3, .disagreements: 1,
        ]
        for measure in Measure.allCases {
            #expect(figures[measure] == expected[measure] ?? 0, "\(measure)")
            let entries = Self.log.history.entries(counting: measure, in: Self.all)
            #expect(entries.reduce(0) { $0 + $1.count } == figures[measure], "\(measure)")
        }
        #expect(figures.accountsSearching == 3 && figures.erasedEntries == 0)
    }

    @Test("parts add up to the whole, and so do periods", arguments: Part.allCases)
    func parts(part: Part) throws {
        let history = Self.log.history
        let whole = history.figures(in: Self.all)
        let parts = history.figures(in: Self.all, by: part)
        let months = try ["2026-01", "2026-02", "2026-03"].map { history.figures(in: try Period(parsing: $0).seconds) }
        for measure in Measure.allCases {
            #expect(parts.values.reduce(0) { $0 + $1[measure] } == whole[measure], "\(measure)")
            #expect(months.reduce(0) { $0 + $1[measure] } == whole[measure], "\(measure)")
        }
        let police = try #require(history.occurrences.first { $0.type == .organisationCreated })
        #expect(police.index == 1)
    }

    @Test("an organisation's use is that of its people")
    func scopes() throws {
        var log = Self.log
        let charity = try #require(RandomID(log.id("charity").text))
        let figures = log.history.figures(in: Self.all, of: Scope(organisation: charity))
        #expect(figures[.searches] == 1 && figures[.reunions] == 1 && figures[.authorisationsApproved] == 1)
        let nobody = log.history.figures(
            in: Self.all, of: Scope(organisation: RandomID(String(repeating: "0", count: 32))))
        #expect(nobody[.searches] == 0)
    }

    @Test("what was erased is in no count, and it is said how much that is")
    func erased() throws {
        var history = History()
        let id = PseudonymousID.random()
        let made = try Commitment.make(to: .object(["candidates": .number(4)]))
        let event = LoggedEvent(
            "search.completed", at: Date(), ids: ["search": id, "account": .random()], commitment: made.commitment)
        history.read(try event.bytes, payload: nil)
        let figures = history.figures(in: Self.all)
        #expect(figures[.candidatesShown] == 0 && figures[.nullResults] == 0 && figures.erasedEntries == 1)
    }

    @Test("what needs no payload is counted the same when all of them are gone; what needs one is told which entries'")
    func open() {
        var log = Self.log
        var bare = Chronicle(withPayloads: false)
        Self.write(&bare)
        log.tell(.policyAdopted)
        bare.tell(.policyAdopted)
        let (kept, gone) = (log.history.figures(in: Self.all), bare.history.figures(in: Self.all))
        for measure in Measure.allCases {
            #expect(measure.isOpen ? gone[measure] == kept[measure] : gone[measure] == 0, "\(measure)")
        }
        #expect(
            Measure.allCases.contains { $0.isOpen && kept[$0] > 0 } && gone.accountsSearching == kept.accountsSearching)
        #expect(gone.erasedEntries > 10 && kept.erasedEntries == 0)
    }

    @Test("an outcome is told by the purpose of the search that it is about, or of the latest on its case before it")
    func purposes() {
        var log = Chronicle()
        log.organisation("police", accounts: ["sam"])
        func act(_ file: String, search: String? = nil) {
            var names = ["case": file, "account": "sam", "outcome": "outcome \(log.history.size)"]
            names["search"] = search
            log.tell(.outcomeRecorded, names, ["kind": .string("action-taken"), "action": .string("charge")])
        }
        act("c1")
        log.allow("a1", to: "sam", on: "c1")
        log.search("sam", on: "a1", purpose: "fraud")
        let first = "search \(log.history.size - 2)"
        act("c1")
        log.search("sam", on: "a1", purpose: "theft")
        act("c1")
        act("c1", search: first)
        act("c2")
        let counts = log.history.outcomes(in: Self.all)
        #expect(counts == [.charges: ["no search on the case": 2, "fraud": 2, "theft": 1]])
        #expect(counts[.charges]?.values.reduce(0, +) == log.history.figures(in: Self.all)[.charges])
    }

    @Test("entries are read as carefully when they are read fast", arguments: EventType.allCases)
    func scanning(type: EventType) throws {
        for payload in [nil, JSONValue.object(["purpose": .string("p"), "account": .string("jo")])] {
            for moment in [
                "1970-01-01T00:00:00Z", "2024-02-29T23:59:59Z", "2026-12-31T12:00:00Z", "2100-03-01T00:00:01Z",
            ] {
                let at = try Date(moment, strategy: .iso8601)
                let made = try payload.map { try Commitment.make(to: $0) }
                let event = LoggedEvent(
                    type.rawValue, at: at, ids: ["account": .random(), "search": .random()],
                    commitment: made?.commitment)
                var history = History()
                history.read(try event.bytes, payload: made?.opening.payload)
                let read = try #require(history.occurrences.first)
                #expect(read.type == type && read.moment == at)
                #expect(history.id(read.account)?.text == event.ids["account"]?.text)
            }
        }
    }

    @Test("what is no event is counted as unknown")
    func unknown() {
        var history = History()
        for bytes in ["", "{}", "{\"v\":1}", String(repeating: "[", count: 1000), "{\"ids\":{\"account\":\"x\"}}"] {
            history.read(Array(bytes.utf8), payload: nil)
        }
        #expect(history.size == 5 && history.unknown == 5 && history.occurrences.isEmpty)
    }
}
