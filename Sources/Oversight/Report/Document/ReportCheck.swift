public import FaceSearch
import Foundation
public import TransparencyLog
import Vocabulary

/// What is wrong with a report that somebody has.
public enum ReportProblem: Hashable, Sendable, CustomStringConvertible {
    /// The signature is not the log's.
    case signature(String)
    /// A line of the file is not what the signed report says; counted from 1.
    case line(Int)
    /// A number is not what the log's entries say now.
    case number(String, told: String, counted: String)
    /// The log is not the one that the report was made from, or was rewritten since.
    case log(String)
    /// Something was erased since the report was made, so that it cannot be counted again.
    case erased(Int)

    public var description: String {
        switch self {
        case .signature(let words): "The signature: \(words)."
        case .line(let number): "Line \(number) of the file is not what was signed."
        case .number(let what, let told, let counted): "\(what): the report says \(told), the log says \(counted)."
        case .log(let words): "The log: \(words)."
        case .erased(let count):
            "\(count) entries of the period stand for something that was erased since the report was made."
        }
    }
}

extension PublishedReport {
    /// Whether the file is what was signed, line by line. A page of the same report by another version of Likeness may differ;
    /// it says so by its first lines.
    public func problems(in file: [UInt8], as form: ReportForm?, key: VerifierKey?) throws -> [ReportProblem] {
        var problems: [ReportProblem] = []
        if let key {
            do { try verify(by: key) } catch let failure as Failure { problems.append(.signature(failure.reason)) }
        }
        let expected = try form.map { try self.file($0) } ?? note.serialised()
        guard expected != file else { return problems }
        let newline = UInt8(ascii: "\n")
        let given = file.split(separator: newline, omittingEmptySubsequences: false)
        let right = expected.split(separator: newline, omittingEmptySubsequences: false)
        for line in 0..<max(given.count, right.count) where problems.count < 1000 {
            if line >= given.count || line >= right.count || given[line] != right[line] {
                problems.append(.line(line + 1))
            }
        }
        return problems
    }

    /// Counts again.
    /// - Parameter checkpoint: the log's, as it was when it had as many entries as the report says.
    public func problems(countedIn history: History, size: Int, under checkpoint: Checkpoint) throws -> [ReportProblem]
    {
        guard size >= report.size else {
            return [.log("it has \(size) entries, and the report was made from \(report.size)")]
        }
        guard checkpoint.origin == report.origin, "\(checkpoint.root)" == report.root else {
            return [.log("its first \(report.size) entries are not those that the report was made from")]
        }
        let again = try Report(
            of: history, under: checkpoint, period: report.period, smallest: report.smallest, id: report.id,
            publisher: report.publisher, made: report.made)
        guard again.erased == report.erased else { return [.erased(again.erased - report.erased)] }
        return try differences(from: again)
    }

    private func differences(from again: Report) throws -> [ReportProblem] {
        var problems: [ReportProblem] = []
        func compare(_ what: String, _ told: ToldCount, _ counted: ToldCount) {
            if told != counted { problems.append(.number(what, told: words(told), counted: words(counted))) }
        }
        for (told, counted) in zip(report.rows, again.rows) {
            compare("\(told.measure.title), \(report.period.text)", told.total, counted.total)
            for (month, pair) in zip(report.months, zip(told.months, counted.months)) {
                compare("\(told.measure.title), \(month)", pair.0, pair.1)
            }
        }
        for (month, pair) in zip(report.months, zip(report.accountsSearching, again.accountsSearching)) {
            compare("People who searched, \(month)", pair.0, pair.1)
        }
        for (told, counted) in zip(report.years, again.years) where told != counted {
            problems.append(.number("The year \(told.year), told apart", told: "one thing", counted: "another"))
        }
        // Whatever was not named: the two have to be the same, member by member.
        if problems.isEmpty, try again.json() != report.json() {
            problems.append(.number("The report as a whole", told: "one thing", counted: "another"))
        }
        return problems
    }
}
