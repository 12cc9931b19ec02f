public import Foundation

/// Dates as people read them in sentences; tables and files for programs have `2026-10-05`.
extension Date {
    /// `5 October 2026`, in UTC.
    package var dayInWords: String { PeriodDay(self).words }

    /// `5 October 2026, 14:03 UTC`.
    package var minuteInWords: String { "\(dayInWords), \(formatted(.iso8601).dropFirst(11).prefix(5)) UTC" }

    /// `October 2026`, of a month written `2026-10`.
    package static func monthInWords(_ text: String) -> String {
        PeriodDay("\(text)-01").map { "\($0.monthName) \($0.year)" } ?? text
    }
}

extension PeriodDay {
    fileprivate init?(_ text: String) { self.init(text[...]) }
}
