public import Foundation
import Vocabulary

/// A span of whole days in UTC, from its first instant to before its last: what figures, reports and evidence are about.
///
/// Written `2026`, `2026-Q3`, `2026-10`, `2026-10-05` or `2026-10-01..2026-10-31`, both ends of the last included.
public struct Period: Hashable, Sendable {
    /// The first instant of it.
    public let from: Date
    /// The first instant after it.
    public let to: Date
    /// The one way to write it: `2026-01-01..2026-12-31` is `2026`.
    public let text: String

    /// - Throws: `period.malformed`, also before the year 1970 and after 9998.
    public init(parsing: String) throws {
        guard parsing.utf8.count <= 22, let days = Self.days(parsing), days.lowerBound < days.upperBound else {
            throw Failure(
                .periodMalformed, "This is no period.",
                remedy: "Write 2026, 2026-Q3, 2026-10, 2026-10-05 or 2026-10-01..2026-10-31.")
        }
        from = days.lowerBound.start
        to = days.upperBound.start
        text = Self.canonical(days)
    }

    public func contains(_ date: Date) -> Bool { from <= date && date < to }

    /// For people: `the third quarter of 2026 (1 July to 30 September 2026, UTC)`.
    public var words: String {
        let first = PeriodDay(from)
        let last = PeriodDay(to.addingTimeInterval(-1))
        let span = "\(Self.span(first, last)), UTC"
        let parts = text.split(separator: "-")
        if text.contains("..") { return span }
        switch parts.count {
        case 1: return "the year \(text) (\(span))"
        case 3: return "\(first.words) (UTC)"
        default:
            if let quarter = parts[1].last?.wholeNumberValue, parts[1].hasPrefix("Q") {
                return "the \(["first", "second", "third", "fourth"][quarter - 1]) quarter of \(parts[0]) (\(span))"
            }
            return "\(first.monthName) \(parts[0]) (\(span))"
        }
    }

    /// `1 July to 30 September 2026`: what both days have in common is said once.
    private static func span(_ first: PeriodDay, _ last: PeriodDay) -> String {
        if first.year != last.year { return "\(first.words) to \(last.words)" }
        return first.month != last.month
            ? "\(first.day) \(first.monthName) to \(last.words)" : "\(first.day) to \(last.words)"
    }

    /// From the first day to the first one after it.
    private static func days(_ text: String) -> Range<PeriodDay>? {
        if text.contains("..") {
            let ends = text.split(separator: ".", omittingEmptySubsequences: false)
            guard ends.count == 3, ends[1].isEmpty, let first = PeriodDay(ends[0]), let last = PeriodDay(ends[2]),
                first <= last
            else { return nil }
            return first..<last.next
        }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let year = PeriodDay.number(parts[0], digits: 4), (1970...9998).contains(year) else { return nil }
        switch parts.count {
        case 1: return PeriodDay(year, 1, 1)..<PeriodDay(year + 1, 1, 1)
        case 2:
            if parts[1].utf8.first == UInt8(ascii: "Q") {
                guard let quarter = PeriodDay.number(parts[1].dropFirst(), digits: 1), (1...4).contains(quarter) else {
                    return nil
                }
                return months(3 * quarter - 2, 3, of: year)
            }
            guard let month = PeriodDay.number(parts[1], digits: 2), (1...12).contains(month) else { return nil }
            return months(month, 1, of: year)
        default:
            guard let day = PeriodDay(text[...]) else { return nil }
            return day..<day.next
        }
    }

    private static func months(_ first: Int, _ count: Int, of year: Int) -> Range<PeriodDay> {
        let after = first + count
        return PeriodDay(year, first, 1)..<(after > 12 ? PeriodDay(year + 1, 1, 1) : PeriodDay(year, after, 1))
    }

    private static func canonical(_ days: Range<PeriodDay>) -> String {
        let first = days.lowerBound
        let year = String(first.text.prefix(4))
        let shorter =
            ([year, String(first.text.prefix(7))] + (1...4).map { "\(year)-Q\($0)" } + [first.text])
            .first { self.days($0) == days }
        return shorter ?? "\(first.text)..\(PeriodDay(days.upperBound.start.addingTimeInterval(-1)).text)"
    }
}

/// A day of the calendar that log entries are dated by.
struct PeriodDay: Hashable, Comparable {
    let year: Int
    let month: Int
    let day: Int

    init(_ year: Int, _ month: Int, _ day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    init(_ date: Date) {
        let parts = Self.calendar.dateComponents([.year, .month, .day], from: date)
        self.init(parts.year ?? 1970, parts.month ?? 1, parts.day ?? 1)
    }

    /// `2026-10-05`, of a day that there is.
    init?(_ text: Substring) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let year = Self.number(parts[0], digits: 4), (1970...9998).contains(year),
            let month = Self.number(parts[1], digits: 2), let day = Self.number(parts[2], digits: 2)
        else { return nil }
        self.init(year, month, day)
        guard (1...12).contains(month), (1...31).contains(day), PeriodDay(start) == self else { return nil }
    }

    var start: Date { Self.calendar.date(from: DateComponents(year: year, month: month, day: day)) ?? .distantPast }
    var next: PeriodDay { PeriodDay(start.addingTimeInterval(86_400)) }
    var text: String { "\(year)-\(Self.two(month))-\(Self.two(day))" }
    /// `5 October 2026`.
    var words: String { "\(day) \(monthName) \(year)" }
    var monthName: String { Self.months[month - 1] }

    static func < (one: PeriodDay, other: PeriodDay) -> Bool {
        (one.year, one.month, one.day) < (other.year, other.month, other.day)
    }

    static func number(_ text: Substring, digits: Int) -> Int? {
        guard text.utf8.count == digits, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text)
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    private static let calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()
}
