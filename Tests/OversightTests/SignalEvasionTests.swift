import FaceSearch
import Foundation
import Oversight
import Records
import Rules
import TestSupport
import Testing
import TransparencyLog

@Suite("What somebody does who knows the rules of misuse")
struct SignalEvasionTests {
    private static func log() -> Chronicle {
        var log = Chronicle()
        log.organisation("police", accounts: ["sam", "sue", "sid", "sol", "ann", "abe", "cas", "cid"])
        return log
    }

    private static func found(
        _ kind: SignalKind, in log: Chronicle, _ resemblances: [ProbeLikeness.Resemblance] = []
    ) throws -> [SignalDraft] {
        try SignalRuleTests.drafts(log, resemblances: resemblances).filter { $0.kind == kind.word }
    }

    // MARK: Requests as unwatched searches

    @Test(
        "one face on several requests by one custodian is a signal; one request searched again, or access and then erasure, is not",
        arguments: [(["r1", "r1", "r1", "r1"], 0), (["r1", "r2"], 0), (["r1", "r2", "r3"], 1)])
    func requests(requests: [String], signals: Int) throws {
        var log = Self.log()
        for request in requests {
            log.searchForRequest(request, by: "cas", face: 1)
            log.wait(days: 3)
        }
        let found = try Self.found(.sameFaceCases, in: log)
        #expect(found.count == signals)
        for draft in found {
            #expect(draft.evidence.searches.count == 3 && draft.evidence.figures == ["requests": 3, "searches": 3])
        }
        #expect(try Self.found(.sameFaceAccounts, in: log).isEmpty)
    }

    @Test(
        "a case and requests by one account count together; so do those who searched on cases and for requests",
        arguments: [(1, 0), (2, 1)])
    func casesAndRequests(requests: Int, signals: Int) throws {
        var log = Self.log()
        log.allow("a1", to: "cas", on: "c1")
        log.search("cas", on: "a1", face: 1)
        for number in 0..<requests { log.searchForRequest("r\(number)", by: "cas", face: 1) }
        #expect(try Self.found(.sameFaceCases, in: log).count == signals)

        // Two accounts on two cases, and whoever answers the person's own request: as it should be. One custodian more is not.
        log = Self.log()
        for (place, name) in ["sam", "sue"].enumerated() {
            log.allow("a\(place)", to: name, on: "c\(place)")
            log.search(name, on: "a\(place)", face: 1)
        }
        for (place, name) in ["cas", "cid"].prefix(requests).enumerated() {
            log.searchForRequest("r\(place)", by: name, face: 1)
        }
        let several = try Self.found(.sameFaceAccounts, in: log)
        #expect(several.count == signals)
        for draft in several { #expect(draft.evidence.figures["accounts"] == 4 && draft.account == nil) }
    }

    @Test("a custodian who sees a sealed or a protected person by way of a request is noticed")
    func requestsForHidden() throws {
        var log = Self.log()
        log.searchForRequest("r1", by: "cas", sealed: 1)
        #expect(try Self.found(.sealedPerson, in: log).map(\.evidence.figures) == [["searches": 1]])
        let search = log.history.requestSearches[0]
        let person = ProtectedPersonRef(String(repeating: "a", count: 32))
        let id = try #require(log.history.id(search.number)).text
        let found = try Self.found(
            .protectedPerson, in: log, [ProbeLikeness.Resemblance(search: id, person: person, similarity: 0.9)])
        #expect(found.map(\.evidence.searches) == [[id]] && found.map(\.evidence.person) == [person.rawValue])
        #expect(found.map { $0.account?.rawValue } == [log.history.id(search.account)?.text])
    }

    @Test("poor photos of one who asks, in vain, are no signal")
    func requestsInVain() throws {
        var log = Self.log()
        for _ in 0..<9 { log.searchForRequest("r1", by: "cas", face: 1, found: 0) }
        #expect(try SignalRuleTests.drafts(log).isEmpty)
    }

    // MARK: Log-ins so as not to sleep

    @Test(
        "to log in now and then keeps no account awake; each week, or other work, does",
        arguments: [("log-ins", 20.0, 1), ("log-ins", 8.0, 1), ("log-ins", 6.0, 0), ("reviews", 60.0, 0)])
    func dormant(what: String, days: Double, signals: Int) throws {
        var log = Self.log()
        for _ in 0..<Int(130 / days) {
            log.tell(.loginSucceeded, ["account": "sam"], ["account": .string("sam")])
            if what == "reviews" { log.tell(.reviewOpened, ["account": "sam"], ["account": .string("sam")]) }
            log.wait(days: days)
        }
        // What leads up to a search wakes nobody before it.
        log.allow("a1", to: "sam", on: "c1")
        log.wait(days: 9)
        log.search("sam", on: "a1", face: 1)
        log.search("sam", on: "a1", face: 1)
        #expect(try Self.found(.dormantWoken, in: log).count == signals)
    }

    @Test("whoever does other work and never searches raises nothing, nor does a new account that searches at once")
    func neverSearches() throws {
        var log = Self.log()
        log.wait(days: 200)
        log.tell(.loginSucceeded, ["account": "ann"], ["account": .string("ann")])
        log.tell(.outcomeRecorded, ["account": "ann", "case": "c1"], ["kind": .string("lead")])
        log.organisation("new", accounts: ["nat"])
        log.allow("a1", to: "nat", on: "c9")
        log.search("nat", on: "a1", face: 1)
        #expect(try Self.found(.dormantWoken, in: log).isEmpty)
    }

    // MARK: Noise at a suspended account

    @Test(
        "tries at a suspended account grow the one signal on the second, fourth, eighth day, and so on, however many they are"
    )
    func leaverNoise() throws {
        var log = Self.log()
        log.tell(.accountSuspended, ["account": "ada", "subject": "sam"], ["subject": .string("sam")])
        var sizes: [Int] = []
        var keys: Set<[String]> = []
        for _ in 0..<80 {
            for _ in 0..<5 { log.tell(.loginFailed, ["account": "sam"], ["account": .string("sam")]) }
            let found = try Self.found(.leaver, in: log)
            #expect(found.count == 1)
            sizes.append(found[0].evidence.entries.count)
            keys.insert(found[0].key)
            log.next(hour: 9)
        }
        #expect(keys.count == 1 && sizes.last == 7)
        let grew = (1..<80).filter { sizes[$0] > sizes[$0 - 1] }.map { $0 + 1 }
        #expect(grew == [2, 4, 8, 16, 32, 64])
    }

    // MARK: A burst over a Sunday

    /// Colleagues who search twice a week each.
    private static func office(_ log: inout Chronicle, days: Int, extra: (Int) -> Int) {
        for (place, name) in ["sam", "sue", "sid", "sol"].enumerated() {
            log.allow("a\(place)", to: name, on: "c\(place)", days: 60)
        }
        for day in 0..<days {
            log.next(hour: 10)
            for (place, name) in ["sue", "sid", "sol"].enumerated() where day % 3 == 0 {
                log.search(name, on: "a\(place + 1)")
            }
            for _ in 0..<extra(day) { log.search("sam", on: "a0") }
        }
    }

    @Test("a burst that is split over a Sunday is one, wherever in the week it lies", arguments: 0..<7)
    func splitBurst(first: Int) throws {
        var log = Self.log()
        // Days are counted from a Tuesday: half before a Sunday, half after, for one of these.
        Self.office(&log, days: 30) { (7 + first..<11 + first).contains($0) ? 4 : 0 }
        let found = try Self.found(.farMoreThanPeers, in: log)
        #expect(found.map(\.evidence.figures["searches"]) == [16])
    }

    @Test("a burst is told whole, and once, whatever was searched in the days before it", arguments: 1..<7)
    func burstAfterOthers(before: Int) throws {
        var log = Self.log()
        Self.office(&log, days: 30) { $0 == 14 - before ? 4 : (14..<18).contains($0) ? 12 : 0 }
        let found = try Self.found(.farMoreThanPeers, in: log)
        #expect(found.map(\.evidence.figures["searches"]) == [before < 4 ? 52 : 48])
    }

    @Test("the same searches over eight days are none; a long burst is told once for each seven days")
    func spreadBurst() throws {
        var log = Self.log()
        Self.office(&log, days: 30) { [7, 15].contains($0) ? 8 : 0 }
        #expect(try Self.found(.farMoreThanPeers, in: log).isEmpty)
        log = Self.log()
        Self.office(&log, days: 30) { (7..<21).contains($0) ? 4 : 0 }
        let found = try Self.found(.farMoreThanPeers, in: log)
        #expect(found.count == 2 && Set(found.flatMap(\.evidence.searches)).count == 56)
    }

    @Test("the middle one of the others is kept as they come and go: as sorting them anew says", arguments: 0..<20)
    func middle(seed: UInt64) {
        var random = SeededRandom(seed)
        var counts = AccountCounts()
        var plain: [Int32: Int] = [:]
        for _ in 0..<400 {
            let account = Int32.random(in: 0..<9, using: &random)
            if Bool.random(using: &random) {
                counts.add(account)
                plain[account, default: 0] += 1
            } else if let count = plain[account] {
                counts.remove(account)
                plain[account] = count > 1 ? count - 1 : nil
            }
            let own = plain[account] ?? 0
            let others = plain.filter { $0.key != account }.values.sorted()
            let expected = others.count >= 3 && own > 1 ? others[others.count / 2] : nil
            #expect(
                counts.middle(besides: account, atMost: own - 1) == expected.flatMap { $0 <= own - 1 ? $0 : nil })
            #expect(counts[account] == own)
        }
    }
}
