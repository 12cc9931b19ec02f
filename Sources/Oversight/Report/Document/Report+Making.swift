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
            erased: Self.span(counts.erasedEntries, counts, suppression, period),
            base: Base(history, atEndOf: period, suppression),
            months: (0..<counts.count).map(counts.name),
            rows: ReportColumns.measures.map { Self.row($0, counts, suppression, period) },
            accountsSearching: counts.accountsSearching.map(suppression.month),
            years: period.wholeYears.map { Self.year($0, history, suppression) })
    }

    private static func row(
        _ measure: Measure, _ counts: MonthlyCounts, _ suppression: Suppression, _ period: Period
    ) -> Row {
        let span = span(counts[measure], counts, suppression, period)
        return Row(measure: measure, total: span.total, months: span.months)
    }

    private static func span(
        _ exact: [Int], _ counts: MonthlyCounts, _ suppression: Suppression, _ period: Period
    ) -> Span {
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
        return Span(total: suppression.sum(told), months: exact.map(suppression.month))
    }

    private static func year(_ year: Period, _ history: History, _ suppression: Suppression) -> Year {
        let exact = ExactYear(history, year)
        var purposes: [Measure: ToldParts] = [:]
        var organisations: [Measure: ToldParts] = [:]
        for measure in Measure.allCases where exact.isTold(measure, suppression) {
            let told = suppression.bothWays(
                exact.purposes(measure).flatMap(suppression.parts),
                exact.organisations(measure).flatMap(suppression.parts))
            purposes[measure] = told.0
            organisations[measure] = told.1
        }
        return Year(year: year.text, purposes: purposes, organisations: organisations)
    }
}

/// A calendar year's counts told apart, before anything is held back.
struct ExactYear {
    let counts: MonthlyCounts
    private let history: History
    private let searches: [String: Int]
    private let outcomes: [Measure: [String: Int]]
    private let figures: [Int32: Figures]

    init(_ history: History, _ year: Period) {
        self.history = history
        counts = MonthlyCounts(history, year)
        searches = Dictionary(
            uniqueKeysWithValues: history.tally(.purpose, in: year.seconds).map { ($0.label, $0.count) })
        outcomes = history.outcomes(in: year.seconds)
        figures = history.figures(in: year.seconds, by: .organisation)
    }

    /// Whether the year as a whole is told exactly.
    func isTold(_ measure: Measure, _ suppression: Suppression) -> Bool {
        if case .exactly = suppression.year(ofMonths: counts[measure]) { true } else { false }
    }

    /// Nil for what is not told apart by purpose.
    func purposes(_ measure: Measure) -> [String: Int]? {
        guard ReportColumns.byPurpose.contains(measure) else { return nil }
        return measure == .searches ? searches : outcomes[measure] ?? [:]
    }

    /// Nil for what is not told apart by organisation.
    func organisations(_ measure: Measure) -> [String: Int]? {
        guard ReportColumns.byOrganisation.contains(measure) else { return nil }
        var parts: [String: Int] = [:]
        // Whoever belongs to none, a log-in by a name that does not exist for instance, is a part as well.
        for number in history.organisations + [-1] {
            let count = figures[number]?[measure] ?? 0
            if number >= 0 || count > 0 { parts[number < 0 ? "none" : history.name(number)] = count }
        }
        return parts
    }
}
