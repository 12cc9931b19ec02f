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

    public var description: String {
        switch self {
        case .signature(let words): "The signature: \(words)."
        case .line(let number): "Line \(number) of the file is not what was signed."
        case .number(let what, let told, let counted): "\(what): the report says \(told), the log says \(counted)."
        case .log(let words): "The log: \(words)."
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
}
