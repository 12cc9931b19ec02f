import FaceSearch
import Foundation

/// A report beside what its log says now, number by number.
struct RecountedReport {
    let published: PublishedReport
    let again: Report
    let history: History
    let suppression: Suppression
    private let counts: MonthlyCounts
    let erased: ErasedPayloads

    var report: Report { published.report }

    init(_ published: PublishedReport, _ again: Report, _ history: History) {
        (self.published, self.again, self.history) = (published, again, history)
        suppression = Suppression(smallest: published.report.smallest)
        counts = MonthlyCounts(history, published.report.period)
        erased = ErasedPayloads(history, counts)
    }

    mutating func run(_ recount: inout ReportRecount) {
        compareErased(&recount)
        compareBase(&recount)
        for (told, counted) in zip(report.rows, again.rows) { compare(told, counted, &recount) }
        for (month, pair) in zip(report.months, zip(report.accountsSearching, again.accountsSearching)) {
            equal("People who searched, \(month)", pair.0, pair.1, &recount)
        }
        for (told, counted) in zip(report.years, again.years) { compare(told, counted, &recount) }
    }

    static func gone(_ count: Int, of types: [EventType]) -> String {
        let names = types.map { "“\($0.rawValue)”" }.joined(separator: " or ")
        return
            "\(count) \(count == 1 ? "entry" : "entries") \(names), from which it is counted, \(count == 1 ? "stands" : "stand") "
            + "for something that was erased"
    }

    // MARK: Numbers

    func equal(_ what: String, _ told: ToldCount, _ counted: ToldCount, _ recount: inout ReportRecount) {
        recount.compared += 1
        if told != counted {
            recount.differs(what, told: published.words(told), counted: published.words(counted))
        }
    }

    private func compare(_ told: Report.Row, _ counted: Report.Row, _ recount: inout ReportRecount) {
        let measure = told.measure
        let payloads = measure.payloads
        let exact = counts[measure]
        var goneInAll = 0
        for month in report.months.indices {
            // Which verdict was the first to differ depends on all before it.
            let gone =
                measure == .disagreements
                ? erased.count(payloads.types, upTo: month) : erased.count(payloads.types, in: month)
            goneInAll += gone
            let what = "\(measure.title), \(report.months[month])"
            guard gone > 0, told.months[month] != counted.months[month] else {
                equal(what, told.months[month], counted.months[month], &recount)
                continue
            }
            let least = measure == .disagreements ? 0 : exact[month]
            let most = payloads.mostOfEach.map { least + gone * $0 }
            let (low, high) = suppression.bounds(told.months[month])
            if high < least || low > most ?? .max {
                recount.compared += 1
                recount.differs(
                    what, told: published.words(told.months[month]),
                    counted: most.map { "from \(least) to \($0)" } ?? "\(least) or more")
            } else {
                recount.cannot(measure.title, report.months[month], since: Self.gone(gone, of: payloads.types))
            }
        }
        compareTotal(
            measure.title, Report.Span(total: told.total, months: told.months), counted.total,
            goneInAll > 0 ? "its months could not all be counted again" : nil, &recount)
    }

    /// A total by itself, or, where it cannot be counted, whether the report's own months add up to it.
    private func compareTotal(
        _ title: String, _ told: Report.Span, _ counted: ToldCount, _ reason: String?, _ recount: inout ReportRecount
    ) {
        let what = "\(title), \(report.period.text)"
        guard let reason, told.total != counted else { return equal(what, told.total, counted, &recount) }
        let months = suppression.sum(told.months)
        let (low, high) = suppression.bounds(told.total)
        let (least, most) = suppression.bounds(months)
        // A whole year may be told exactly, where its months are not.
        let isPossible = report.years.isEmpty ? told.total == months : least <= low && high <= most
        if isPossible {
            recount.cannot(title, "in all", since: reason)
        } else {
            recount.compared += 1
            recount.differs(
                what, told: published.words(told.total),
                counted: "\(published.words(months)), by the report’s own months")
        }
    }

    /// What is erased stays so: it can have been as much as now, or less.
    private func compareErased(_ recount: inout ReportRecount) {
        let title = "Entries that stand for something erased"
        let exact = counts.erasedEntries
        var isCertain = true
        for (month, name) in report.months.enumerated() {
            let (told, counted) = (report.erased.months[month], again.erased.months[month])
            guard told != counted, suppression.bounds(told).0 <= exact[month] else {
                equal("\(title), \(name)", told, counted, &recount)
                continue
            }
            isCertain = false
            recount.cannot(title, name, since: "more were erased since")
        }
        compareTotal(
            title, report.erased, again.erased.total, isCertain ? nil : "more were erased since", &recount)
    }

    private func compareBase(_ recount: inout ReportRecount) {
        let (told, counted) = (report.base, again.base)
        let last = report.months.count - 1
        equal(
            "Collections searched", .exactly(told.collections.reduce(0) { $0 + $1.count }),
            .exactly(counted.collections.reduce(0) { $0 + $1.count }), &recount)
        equal("Collections closed", .exactly(told.closed), .exactly(counted.closed), &recount)
        let flows: [EventType] = [.indexCompleted, .erasureCompleted, .retentionRun]
        let gone = erased.count(flows, upTo: last)
        if gone > 0, told.isWhole {
            recount.cannot(
                "Whether photos and faces are whole", "at the period’s end", since: Self.gone(gone, of: flows))
        } else {
            recount.compared += 1
            if told.isWhole != counted.isWhole {
                recount.differs(
                    "Whether photos and faces are whole", told: told.isWhole ? "yes" : "no",
                    counted: counted.isWhole ? "yes" : "no")
            }
        }
        for (title, pair) in [
            ("Photos searched in", (told.photos, counted.photos)), ("Faces searched in", (told.faces, counted.faces)),
        ] {
            if gone > 0, pair.0 != pair.1 {
                recount.cannot(title, "at the period’s end", since: Self.gone(gone, of: flows))
            } else {
                equal(title, pair.0, pair.1, &recount)
            }
        }
        let unnamed = erased.count([.collectionCreated], upTo: last)
        if unnamed > 0, told.collections != counted.collections {
            recount.cannot(
                "Bases of collections", "at the period’s end", since: Self.gone(unnamed, of: [.collectionCreated]))
        } else {
            recount.compared += 1
            if told.collections != counted.collections {
                recount.differs("Bases of collections", told: "one thing", counted: "another")
            }
        }
    }
}
