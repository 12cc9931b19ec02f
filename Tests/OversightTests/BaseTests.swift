import FaceSearch
import Foundation
import Oversight
import Testing
import TransparencyLog

@Suite("What a report says there was to search in")
struct BaseTests {
    private func report(_ log: Chronicle, _ period: String, smallest: Int = 5) throws -> Report {
        try Report(
            of: log.history, under: Checkpoint(origin: "o", head: TreeHead(size: log.history.size, root: .leaf([]))),
            period: Period(parsing: period), smallest: smallest, id: PseudonymousID.random().text, publisher: "p",
            made: Date("2030-01-01T00:00:00Z", strategy: .iso8601))
    }

    private func flow(
        _ log: inout Chronicle, _ type: EventType, _ photos: Int, _ faces: Int, in collection: String = "k"
    ) {
        if type == .indexCompleted { log.tell(.indexStarted, ["collection": collection]) }
        log.tell(
            type, ["collection": collection], ["photos": .number(Double(photos)), "faces": .number(Double(faces))])
    }

    private func make(_ log: inout Chronicle, _ collection: String, basis: String = "police law") {
        log.tell(.collectionCreated, ["collection": collection], ["name": .string("n"), "lawfulBasis": .string(basis)])
    }

    @Test("is what was enrolled less what was removed by the end of the period, and where collections come from")
    func counted() throws {
        var log = Chronicle()
        make(&log, "k")
        make(&log, "l", basis: "consent")
        flow(&log, .indexCompleted, 100, 150)
        log.wait(days: 31)
        make(&log, "m")
        flow(&log, .indexCompleted, 20, 20, in: "m")
        flow(&log, .erasureCompleted, 0, 6)
        flow(&log, .retentionRun, 10, 12)
        log.tell(.collectionClosed, ["collection": "l"])
        log.wait(days: 31)
        flow(&log, .indexCompleted, 1000, 1000)
        let january = try report(log, "2026-01").base
        #expect(january.photos == .exactly(100) && january.faces == .exactly(150) && january.closed == 0)
        #expect(
            january.collections.map { "\($0.basis) \($0.count) \($0.since)" } == [
                "consent 1 2026-01", "police law 1 2026-01",
            ])
        let february = try report(log, "2026-02").base
        #expect(february.photos == .exactly(110) && february.faces == .exactly(152) && february.closed == 1)
        #expect(february.collections.map { "\($0.basis) \($0.count) \($0.since)" } == ["police law 2 2026-01"])
        #expect(february.isWhole)
    }

    /// Whatever number of photos a month lost, the base is told alike, in this report and in those of any later month.
    @Test(
        "gives no small count away: not by itself, and not beside another month's",
        arguments: [EventType.erasureCompleted, .retentionRun])
    func small(type: EventType) throws {
        var seen: Set<[ToldCount]> = []
        for small in 1..<5 {
            var log = Chronicle()
            make(&log, "k")
            flow(&log, .indexCompleted, 100, 100)
            log.wait(days: 31)
            flow(&log, type, small, 5 - small)
            log.wait(days: 31)
            flow(&log, .indexCompleted, 7, 8)
            let told = try ["2026-01", "2026-02", "2026-03", "2026-Q1"].flatMap { period in
                let base = try report(log, period).base
                return [base.photos, base.faces]
            }
            seen.insert(told)
        }
        #expect(
            seen == [
                [
                    .exactly(100), .exactly(100), .between(96, 99), .between(96, 99), .between(103, 106),
                    .between(104, 107),
                    .between(103, 106), .between(104, 107),
                ]
            ])
    }

    @Test("says that the log does not tell all when a run that brought photos in was cut off")
    func cutOff() throws {
        var log = Chronicle()
        make(&log, "k")
        flow(&log, .indexCompleted, 10, 10)
        log.tell(.indexStarted, ["collection": "k"])
        log.wait(days: 31)
        #expect(try report(log, "2026-01").base.isWhole == false)
        flow(&log, .indexCompleted, 10, 10)
        // That a later run ended says nothing of the first.
        #expect(try report(log, "2026-02").base.isWhole == false)
    }

    @Test("entries that stand for something erased are told as other counts are")
    func erased() throws {
        var log = Chronicle(withPayloads: false)
        for _ in 0..<3 { log.search("sam", on: "a1") }
        log.wait(days: 31)
        for _ in 0..<2 { log.search("sam", on: "a1") }
        #expect(try report(log, "2026-01").erased.months == [.exactly(6)])
        let quarter = try report(log, "2026-Q1").erased
        #expect(quarter.months == [.exactly(6), .few, .exactly(0)] && quarter.total == .between(7, 10))
    }
}
