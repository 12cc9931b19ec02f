public import FaceSearch
public import Foundation
public import TransparencyLog
public import Vocabulary

extension Report {
    /// Counts.
    /// - Parameters:
    ///   - id: random, as the log is to have it.
    ///   - publisher: whose overseer makes it.
    ///   - smallest: the policy's ``Policy/smallestReportedCount``.
    /// - Throws: `report.whole-months`, `report.not-over`.
    public init(
        of history: History, under checkpoint: Checkpoint, period: Period, smallest: Int, id: String,
        publisher: String, made: Date
    ) throws {
        guard period.isWholeMonths else {
            throw Failure(
                .reportWholeMonths, "A report is about whole months.",
                remedy: "Name a year, a quarter, a month, or from the first day of one month to the last of another.")
        }
        guard period.to <= made else {
            throw Failure(
                .reportNotOver, "The period is not over: what is told of it would change.",
                remedy: "Name a period that ended before today.")
        }
        let counts = MonthlyCounts(history, period)
        let suppression = Suppression(smallest: smallest)
        self.init(
            period: period, publisher: publisher, made: made, id: id, origin: checkpoint.origin, size: checkpoint.size,
            root: "\(checkpoint.root)", smallest: smallest,
            erased: history.figures(in: period.seconds).erasedEntries,
            months: (0..<counts.count).map(counts.name),
            rows: ReportColumns.measures.map { Self.row($0, counts, suppression, period) },
            accountsSearching: counts.accountsSearching.map(suppression.month),
            years: period.wholeYears.map { Self.year($0, history, suppression) })
    }

    private static func row(
        _ measure: Measure, _ counts: MonthlyCounts, _ suppression: Suppression, _ period: Period
    ) -> Row {
        let exact = counts[measure]
        let whole = Set(period.wholeYears.map(\.text))
        // Whole years as they are told; the months before and after as themselves.
        var told: [ToldCount] = []
        var month = 0
        while month < exact.count {
            let year = counts.year(month)
            guard whole.contains(year) else {
                told.append(suppression.month(exact[month]))
                month += 1
                continue
            }
            told.append(suppression.year(ofMonths: Array(exact[month..<month + 12])))
            month += 12
        }
        return Row(measure: measure, total: suppression.sum(told), months: exact.map(suppression.month))
    }

    private static func year(_ year: Period, _ history: History, _ suppression: Suppression) -> Year {
        let seconds = year.seconds
        let counts = MonthlyCounts(history, year)
        func isTold(_ measure: Measure) -> Bool {
            if case .exactly = suppression.year(ofMonths: counts[measure]) { true } else { false }
        }
        var purposes: [String: Int] = [:]
        for tally in history.tally(.purpose, in: seconds) { purposes[tally.label] = tally.count }
        let organisations = history.figures(in: seconds, by: .organisation)
        var told: [Measure: ToldParts] = [:]
        for measure in ReportColumns.byOrganisation where isTold(measure) {
            var parts: [String: Int] = [:]
            // Whoever belongs to none, a log-in by a name that does not exist for instance, is a part as well.
            for number in history.organisations + [-1] {
                let count = organisations[number]?[measure] ?? 0
                if number >= 0 || count > 0 { parts[number < 0 ? "none" : history.name(number)] = count }
            }
            told[measure] = suppression.parts(parts)
        }
        return Year(
            year: year.text, purposes: isTold(.searches) ? suppression.parts(purposes) : nil, organisations: told)
    }
}
