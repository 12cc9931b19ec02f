import FaceSearch
public import Foundation
import TransparencyLog

/// A transparency report: what is published of a period. Made of the log's entries and what opens them, and of nothing else.
public struct Report: Sendable {
    /// A whole number of months.
    public let period: Period
    /// The organisation whose overseer made it.
    public let publisher: String
    /// When it was made, to the second.
    public let made: Date
    /// Random; stands in the log.
    public let id: String
    /// The checkpoint that it was made under.
    public let origin: String
    public let size: Int
    public let root: String
    /// Counts below this are small.
    public let smallest: Int
    /// Entries of the period that stand for something that was erased: what was in them is in no count.
    public let erased: Span
    /// What there was to search in, at the end of the period.
    public let base: Base

    /// A count of the period, and of each of its months.
    public struct Span: Hashable, Sendable {
        public let total: ToldCount
        public let months: [ToldCount]
    }

    public struct Row: Hashable, Sendable {
        public let measure: Measure
        public let total: ToldCount
        /// One for each month.
        public let months: [ToldCount]
    }

    /// As `2026-10`, one for each month of the period.
    public let months: [String]
    public let rows: [Row]
    /// People who searched, in each month; they are not added up, as most search in several months.
    public let accountsSearching: [ToldCount]
    /// The calendar years within the period.
    public let years: [Year]

    public struct Year: Hashable, Sendable {
        public let year: String
        /// Searches, and what came of them, by purpose; those that are not told are left out.
        public let purposes: [Measure: ToldParts]
        /// Some measures by organisation; those that are not told are left out.
        public let organisations: [Measure: ToldParts]
    }
}
