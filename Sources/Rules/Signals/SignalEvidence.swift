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
    /// The protected person whom it is about, by their ref: two of them in one probe are two findings. Nil: about none, or from
    /// before this was kept.
    public private(set) var person: String?

    public init(
        searches: [String], entries: [Int], figures: [String: Int], first: Date, last: Date, person: String? = nil
    ) {
        self.searches = Set(searches).sorted()
        self.entries = Set(entries).sorted()
        self.figures = figures
        self.first = min(first, last)
        self.last = max(first, last)
        self.person = person
    }

    /// Whether a search or an entry is in both, and they may be one finding. What is about a protected person is one only when it is
    /// known to be about the same.
    public func touches(_ other: SignalEvidence, of kind: String) -> Bool {
        if kind == SignalKind.protectedPerson.rawValue, person == nil || person != other.person { return false }
        return shared(with: other) > 0
    }

    /// How many searches and entries are in both.
    public func shared(with other: SignalEvidence) -> Int {
        Set(searches).intersection(other.searches).count + Set(entries).intersection(other.entries).count
    }

    /// Whether each search and each entry of it is in one of the others.
    public func isWithin(_ others: some Sequence<SignalEvidence>) -> Bool {
        var (searches, entries) = (Set(searches), Set(entries))
        for other in others {
            searches.subtract(other.searches)
            entries.subtract(other.entries)
        }
        return searches.isEmpty && entries.isEmpty
    }

    /// With what was found since. Evidence only grows: searches and entries of both, of each figure the greater, the earlier first
    /// moment and the later last one.
    /// - Returns: nil when nothing is new: each search and entry was known. Then figures stay as they were, too.
    public func grown(by other: SignalEvidence) -> SignalEvidence? {
        let grown = SignalEvidence(
            searches: searches + other.searches, entries: entries + other.entries,
            figures: figures.merging(other.figures) { max($0, $1) }, first: min(first, other.first),
            last: max(last, other.last), person: person)
        return grown.searches.count > searches.count || grown.entries.count > entries.count ? grown : nil
    }
}
