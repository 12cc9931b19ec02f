import Foundation
import Vocabulary

/// A moment as the records hold it: ISO 8601, UTC, milliseconds, such as `2026-01-31T08:05:09.250Z`.
/// Texts of this shape sort as the moments do.
enum Timestamp {
    static func text(_ date: Date) -> String {
        let milliseconds = Int64((date.timeIntervalSince1970 * 1000).rounded())
        let (seconds, rest) = milliseconds.floorDivided(by: 1000)
        let whole = Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
        return "\(whole.dropLast()).\(String(rest + 1000).dropFirst())Z"
    }

    /// - Throws: `records.corrupt` when `text` is not one of ours.
    static func date(_ text: String) throws(Failure) -> Date {
        guard text.utf8.count == 24, text.hasSuffix("Z"), let milliseconds = Int64(text.dropLast().suffix(3)),
            let whole = try? Date(String(text.prefix(19)) + "Z", strategy: .iso8601)
        else { throw .corruptRecords() }
        return Date(timeIntervalSince1970: Double(Int64(whole.timeIntervalSince1970) * 1000 + milliseconds) / 1000)
    }
}

extension Int64 {
    fileprivate func floorDivided(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
