public import Foundation

/// A search and what became of it.
public struct PastSearch: Hashable, Sendable {
    public enum State: Hashable, Sendable {
        /// Started: it is running, or its process died.
        case open
        case completed(SearchOutcome)
        /// Its process died before it could show anything; noticed at that date.
        case interrupted(Date)
    }

    public var search: SearchRecord
    public var state: State

    public init(search: SearchRecord, state: State) {
        self.search = search
        self.state = state
    }
}
