public import Foundation
public import Vocabulary

extension Period {
    /// From its first second to before its end, as ``Occurrence/at`` counts.
    public var seconds: Range<Int64> {
        Int64(from.timeIntervalSince1970)..<Int64(to.timeIntervalSince1970)
    }

    /// From one day to another, both included.
    public init(from first: Date, to last: Date) {
        let (first, last) = (PeriodDay(min(first, last)), PeriodDay(max(first, last)))
        // Days of a calendar are always a period.
        do { try self.init(parsing: "\(first.text)..\(last.text)") } catch { preconditionFailure("\(first.text)") }
    }

    /// The year, the quarter or the month that a moment lies in.
    public static func year(of date: Date) -> Period { named(date) { "\($0.year)" } }
    public static func quarter(of date: Date) -> Period { named(date) { "\($0.year)-Q\(($0.month + 2) / 3)" } }
    public static func month(of date: Date) -> Period { named(date) { String($0.text.prefix(7)) } }

    private static func named(_ date: Date, _ name: (PeriodDay) -> String) -> Period {
        do { return try Period(parsing: name(PeriodDay(date))) } catch { preconditionFailure("\(date)") }
    }
}
