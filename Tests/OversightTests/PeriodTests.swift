import Foundation
import Oversight
import Testing
import Vocabulary

@Suite("Periods")
struct PeriodTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let written: String
        let from: String
        let to: String
        let canonical: String
        let words: String
        var testDescription: String { written }
    }

    static let cases = [
        Case(
            written: "2026", from: "2026-01-01", to: "2027-01-01", canonical: "2026",
            words: "the year 2026 (1 January to 31 December 2026, UTC)"),
        Case(
            written: "2026-Q3", from: "2026-07-01", to: "2026-10-01", canonical: "2026-Q3",
            words: "the third quarter of 2026 (1 July to 30 September 2026, UTC)"),
        Case(
            written: "2026-Q4", from: "2026-10-01", to: "2027-01-01", canonical: "2026-Q4",
            words: "the fourth quarter of 2026 (1 October to 31 December 2026, UTC)"),
        Case(
            written: "2024-02", from: "2024-02-01", to: "2024-03-01", canonical: "2024-02",
            words: "February 2024 (1 to 29 February 2024, UTC)"),
        Case(
            written: "2026-12", from: "2026-12-01", to: "2027-01-01", canonical: "2026-12",
            words: "December 2026 (1 to 31 December 2026, UTC)"),
        Case(
            written: "2026-10-05", from: "2026-10-05", to: "2026-10-06", canonical: "2026-10-05",
            words: "5 October 2026 (UTC)"),
        Case(
            written: "2026-09-15..2026-10-02", from: "2026-09-15", to: "2026-10-03",
            canonical: "2026-09-15..2026-10-02", words: "15 September to 2 October 2026, UTC"),
        Case(
            written: "2026-10-01..2026-10-31", from: "2026-10-01", to: "2026-11-01", canonical: "2026-10",
            words: "October 2026 (1 to 31 October 2026, UTC)"),
        Case(
            written: "2026-01-01..2026-12-31", from: "2026-01-01", to: "2027-01-01", canonical: "2026",
            words: "the year 2026 (1 January to 31 December 2026, UTC)"),
        Case(
            written: "2026-04-01..2026-06-30", from: "2026-04-01", to: "2026-07-01", canonical: "2026-Q2",
            words: "the second quarter of 2026 (1 April to 30 June 2026, UTC)"),
        Case(
            written: "2026-12-31..2026-12-31", from: "2026-12-31", to: "2027-01-01", canonical: "2026-12-31",
            words: "31 December 2026 (UTC)"),
    ]

    @Test("are whole days in UTC, from the first instant to before the last, with one canonical text", arguments: cases)
    func parsing(_ expected: Case) throws {
        let period = try Period(parsing: expected.written)
        let from = try Date(expected.from + "T00:00:00Z", strategy: .iso8601)
        let to = try Date(expected.to + "T00:00:00Z", strategy: .iso8601)
        #expect((period.from, period.to) == (from, to))
        #expect(period.text == expected.canonical)
        #expect(period.words == expected.words)
        #expect(period.contains(from) && period.contains(to.addingTimeInterval(-1)))
        #expect(!period.contains(to) && !period.contains(from.addingTimeInterval(-1)))
        #expect(try Period(parsing: period.text) == period)
    }

    @Test(
        "that are none are refused",
        arguments: [
            "", "26", "02026", "2026-", "2026-0", "2026-Q0", "2026-Q5", "2026-q3", "2026-Q", "2026-Q33", "2026-13",
            "2026-00", "2026-1", "2026-02-30", "2025-02-29", "2026-04-31", "2026-10-00", "2026-10-32",
            "2026-10-05T00:00:00Z",
            "2026-10-31..2026-10-01", "2026..2027", "2026-10..2026-11", "2026-10-01...2026-10-02",
            "2026-10-01.2026-10-02",
            "..2026-10-01", "2026-10-01..", "1969", "9999", "0000-01-01", " 2026", "2026 ", "２０２６", "+2026", "-2026",
            "2026-10-01..2026-10-02..2026-10-03", String(repeating: "2", count: 1000),
        ])
    func malformed(_ text: String) {
        #expect(throws: Failure(.periodMalformed, "", remedy: "")) { try Period(parsing: text) }
    }
}
