public import Foundation

/// What a signal rests on.
public struct SignalEvidence: Hashable, Sendable, Codable {
    /// Ids of searches, ascending.
    public private(set) var searches: [String]
    /// Places in the log, ascending.
    public private(set) var entries: [Int]
    /// Such as `cases` 3: what the rule counted.
    public private(set) var figures: [String: Int]
    /// Of what it rests on.
    public private(set) var first: Date
    public private(set) var last: Date

    public init(searches: [String], entries: [Int], figures: [String: Int], first: Date, last: Date) {
        self.searches = Set(searches).sorted()
        self.entries = Set(entries).sorted()
        self.figures = figures
        self.first = min(first, last)
        self.last = max(first, last)
    }

    /// With what was found since. Evidence only grows: searches and entries of both, of each figure the greater, the earlier first
    /// moment and the later last one.
    /// - Returns: nil when nothing is new: each search and entry was known. Then figures stay as they were, too.
    public func grown(by other: SignalEvidence) -> SignalEvidence? {
        let grown = SignalEvidence(
            searches: searches + other.searches, entries: entries + other.entries,
            figures: figures.merging(other.figures) { max($0, $1) }, first: min(first, other.first),
            last: max(last, other.last))
        return grown.searches.count > searches.count || grown.entries.count > entries.count ? grown : nil
    }
}
