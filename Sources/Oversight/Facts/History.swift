public import FaceSearch
public import Foundation
import TransparencyLog

/// What was done in a home, read from the log's entries and what opens them; nothing else goes into a figure. Whoever has the
/// same entries and openings comes to the same history.
public struct History: Sendable {
    /// How many entries of the log were read: all from the first on.
    public internal(set) var size = 0
    /// In the log's order. Entries of types of a later version are left out.
    public internal(set) var occurrences: [Occurrence] = []
    /// Entries that were no event of Likeness, or of a later version.
    public internal(set) var unknown = 0

    var isAscending = true

    var numbers: [RandomID: Int32] = [:]
    var ids: [RandomID] = []
    /// What an id is called, where a payload says it.
    var names: [Int32: String] = [:]
    var wordNumbers: [String: Int32] = [:]
    var words: [String] = []

    public internal(set) var accounts: [Int32: AccountHistory] = [:]
    public internal(set) var searches: [SearchHistory] = []
    var searchPlaces: [Int32: Int] = [:]
    /// Searches for people who ask about themselves; not among ``searches``.
    public internal(set) var requestSearches: [SearchHistory] = []
    var requestSearchPlaces: [Int32: Int] = [:]
    public internal(set) var requests: [Int32: RequestHistory] = [:]
    public internal(set) var authorisations: [Int32: AuthorisationHistory] = [:]
    public internal(set) var cases: [Int32: CaseHistory] = [:]
    /// What the latest search on each case was for.
    var latestPurposes: [Int32: Int32] = [:]
    /// Organisations in the order in which they were made, and their units.
    var organisations: [Int32] = []
    var units: [Int32: Int32] = [:]
    /// First verdict on a candidate, until another differs.
    var verdicts: [CandidateKey: Int32] = [:]

    struct CandidateKey: Hashable {
        let search: Int32
        let rank: Int32
    }

    public init() {}

    public func id(_ number: Int32) -> RandomID? { number < 0 ? nil : ids[Int(number)] }
    public func number(of id: RandomID) -> Int32? { numbers[id] }
    /// What an id is called; the beginning of the id itself when that is not known any more.
    public func name(_ number: Int32) -> String {
        guard number >= 0 else { return "nobody" }
        return names[number] ?? "\(ids[Int(number)].text.prefix(8))…"
    }
    /// Nil when no payload says it any more.
    public func knownName(_ number: Int32) -> String? { names[number] }
    public func word(_ number: Int32) -> String? { number < 0 ? nil : words[Int(number)] }
    public func search(_ number: Int32) -> SearchHistory? { searchPlaces[number].map { searches[$0] } }

    /// Where the occurrences of a period lie. Times ascend in a log, unless a clock was ahead and an administrator accepted
    /// an earlier one (`clock.accepted`): then this is everything, and each has to be asked for its time.
    public func range(of period: Range<Int64>) -> Range<Int> {
        guard isAscending else { return occurrences.indices }
        let first = partition { $0.at >= period.lowerBound }
        return first..<max(first, partition { $0.at >= period.upperBound })
    }

    /// The first place from which on it holds.
    private func partition(_ holds: (Occurrence) -> Bool) -> Int {
        var (low, high) = (0, occurrences.count)
        while low < high {
            let middle = (low + high) / 2
            if holds(occurrences[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

/// What the log tells of an account.
public struct AccountHistory: Sendable {
    public let number: Int32
    public var organisation: Int32 = -1
    public var unit: Int32 = -1
    /// Seconds since 1970.
    public var created: Int64
    public var roles: [String] = []
    /// When it was suspended, and not let in again since.
    public var suspended: Int64?
    public var locked: Int64?
}

/// What the log tells of a search.
public struct SearchHistory: Sendable {
    public let number: Int32
    /// Where the log says that it began, and how it ended.
    public let began: Int32
    public var ended: Int32 = -1
    public let at: Int64
    public let account: Int32
    public let organisation: Int32
    public let unit: Int32
    public let authorisation: Int32
    public let caseFile: Int32
    /// A word; -1 when it is not known any more.
    public let purpose: Int32
    /// Numbers of the collections searched; empty when that is not known any more.
    public let collections: [Int32]
    /// Nil while it runs, when it was cut off, or when that is not known any more.
    public var candidates: Int32?
    /// How many sealed persons it would have shown, or, for a request, did show.
    public var sealedHits: Int32 = 0
    /// For whose request it was made; -1: for none.
    public var request: Int32 = -1
}

/// What the log tells of an authorisation.
public struct AuthorisationHistory: Sendable {
    public let number: Int32
    public let caseFile: Int32
    public let requester: Int32
    public let organisation: Int32
    public let isBreakGlass: Bool
    public let asked: Int64
    public let askedAt: Int32
    public var expires: Int64?
    /// How it was decided: who, when, where the log says it.
    public var decider: Int32 = -1
    public var decided: Int64?
    public var decidedAt: Int32 = -1
    public var isApproved = false
    public var isRefused = false
    public var revoked: Int64?
}

/// What the log tells of a case.
public struct CaseHistory: Sendable {
    public let number: Int32
    public let organisation: Int32
    public let opened: Int64
    public var closed: Int64?
    /// The moments and kinds (words) of what came of it.
    public var outcomes: [(at: Int64, kind: Int32, action: Int32)] = []
}
