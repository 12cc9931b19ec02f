import FaceSearch
import Foundation
public import TransparencyLog
import Vocabulary

/// What came of counting a report again.
public struct ReportRecount: Sendable {
    /// A figure of which some numbers cannot be counted any more.
    public struct Uncounted: Hashable, Sendable, CustomStringConvertible {
        /// As people read it.
        public let figure: String
        /// Which of its numbers: months, `in all`, or a table of a year.
        public let numbers: [String]
        public let reason: String

        public var description: String { "\(figure) (\(numbers.joined(separator: ", "))): \(reason)." }
    }

    /// Numbers that are not what the log's entries say.
    public internal(set) var problems: [ReportProblem] = []
    /// In the report's order.
    public internal(set) var uncounted: [Uncounted] = []
    /// How many numbers and tables were counted again, with the same result or with another.
    public internal(set) var compared = 0

    mutating func cannot(_ figure: String, _ number: String, since reason: String) {
        if let last = uncounted.last, last.figure == figure, last.reason == reason {
            uncounted[uncounted.count - 1] = Uncounted(
                figure: figure, numbers: last.numbers + [number], reason: reason)
        } else {
            uncounted.append(Uncounted(figure: figure, numbers: [number], reason: reason))
        }
    }

    mutating func differs(_ what: String, told: String, counted: String) {
        problems.append(.number(what, told: told, counted: counted))
    }
}

extension PublishedReport {
    /// Counts again. What stands in entries' open parts is always counted; of the rest, what was not erased, and of what was, whether
    /// it can have been so.
    /// - Parameter checkpoint: the log's, as it was when it had as many entries as the report says.
    public func recount(in history: History, size: Int, under checkpoint: Checkpoint) throws -> ReportRecount {
        var recount = ReportRecount()
        guard size >= report.size else {
            recount.problems = [.log("it has \(size) entries, and the report was made from \(report.size)")]
            return recount
        }
        guard checkpoint.origin == report.origin, "\(checkpoint.root)" == report.root else {
            recount.problems = [
                .log("its first \(report.size) entries are not those that the report was made from")
            ]
            return recount
        }
        let again = try Report(
            of: history, under: checkpoint, period: report.period, smallest: report.smallest, id: report.id,
            publisher: report.publisher, made: report.made)
        guard report.months == again.months, report.years.map(\.year) == again.years.map(\.year) else {
            recount.differs("The months and years of it", told: "others", counted: again.months.joined(separator: ", "))
            return recount
        }
        var counting = RecountedReport(self, again, history)
        counting.run(&recount)
        // Whatever was not named: the two have to be the same, member by member.
        if recount.problems.isEmpty, recount.uncounted.isEmpty, try again.json() != report.json() {
            recount.differs("The report as a whole", told: "one thing", counted: "another")
        }
        return recount
    }
}

/// Entries whose payloads are gone, by type and month.
struct ErasedPayloads {
    private var counts: [EventType: [Int]] = [:]
    private var before: [EventType: [Int]] = [:]

    init(_ history: History, _ months: MonthlyCounts) {
        for one in history.occurrences where one.flags.contains(.isErased) {
            guard let month = months.place(of: one.at) else { continue }
            if month >= 0 { counts[one.type, default: [Int](repeating: 0, count: months.count)][month] += 1 }
            before[one.type, default: [Int](repeating: 0, count: months.count)][max(0, month)] += 1
        }
    }

    /// In a month.
    func count(_ types: [EventType], in month: Int) -> Int { types.reduce(0) { $0 + (counts[$1]?[month] ?? 0) } }

    /// Up to a month's end, from the log's first entry on.
    func count(_ types: [EventType], upTo month: Int) -> Int {
        types.reduce(0) { $0 + (before[$1]?[...month].reduce(0, +) ?? 0) }
    }
}
