import FaceSearch
import Foundation

/// Exact counts by month, before anything is held back.
struct MonthlyCounts {
    /// The first second of each month.
    let starts: [Int64]
    private let end: Int64
    private let figures: [Figures]

    /// - Parameter period: of whole months.
    init(_ history: History, _ period: Period) {
        let seconds = period.seconds
        starts = TimeStep.month.starts(in: seconds)
        end = seconds.upperBound
        let ends = starts.dropFirst() + [seconds.upperBound]
        figures = zip(starts, ends).map { history.figures(in: $0..<$1) }
    }

    var count: Int { starts.count }
    /// Which month a moment lies in; -1 before the first, nil after the last.
    func place(of moment: Int64) -> Int? {
        guard moment < end else { return nil }
        return (starts.lastIndex { $0 <= moment }) ?? -1
    }
    /// As `2026-10`.
    func name(_ month: Int) -> String {
        String(PeriodDay(Date(timeIntervalSince1970: TimeInterval(starts[month]))).text.prefix(7))
    }
    func year(_ month: Int) -> String { String(name(month).prefix(4)) }
    subscript(measure: Measure) -> [Int] { figures.map { $0[measure] } }
    var erasedEntries: [Int] { figures.map(\.erasedEntries) }
    var accountsSearching: [Int] { figures.map(\.accountsSearching) }
}

extension Period {
    /// Whether it begins and ends with a month.
    var isWholeMonths: Bool { PeriodDay(from).day == 1 && PeriodDay(to).day == 1 }

    /// The calendar years that lie wholly within.
    var wholeYears: [Period] {
        let (first, last) = (PeriodDay(from).year, PeriodDay(to).year)
        return (first...max(first, last)).compactMap { year in
            guard let period = try? Period(parsing: "\(year)"), period.from >= from, period.to <= to else { return nil }
            return period
        }
    }
}
