import FaceSearch
public import Foundation

/// What was counted over a period.
public struct Figures: Sendable {
    private var counts = [Int](repeating: 0, count: Measure.allCases.count)
    /// Accounts that did anything, and those that searched.
    public internal(set) var accountsActive = 0
    public internal(set) var accountsSearching = 0
    public internal(set) var firstSearch: Date?
    public internal(set) var lastSearch: Date?
    /// Entries in the period that committed to something that was erased since: what was in them is in no count.
    public internal(set) var erasedEntries = 0
    /// Entries of the period, within the scope.
    public internal(set) var entries = 0

    public subscript(measure: Measure) -> Int {
        get { counts[Measure.places[measure]!] }
        set { counts[Measure.places[measure]!] = newValue }
    }

    public init() {}

    var isEmpty: Bool { entries == 0 }

    mutating func add(_ one: Occurrence, _ words: OutcomeWords) {
        entries += 1
        if one.flags.contains(.isErased) { erasedEntries += 1 }
        one.count(words: words) { counts[Measure.places[$0]!] += $1 }
        guard one.type == .searchStarted else { return }
        if firstSearch.map({ one.moment < $0 }) ?? true { firstSearch = one.moment }
        if lastSearch.map({ one.moment > $0 }) ?? true { lastSearch = one.moment }
    }
}

extension History {
    /// What was done in a period, from its first second to before its last.
    public func figures(in period: Range<Int64>, of scope: Scope = .everybody) -> Figures {
        let numbered = NumberedScope(scope, in: self)
        let words = OutcomeWords(self)
        var figures = Figures()
        var latest = LatestParts(self)
        var active: Set<Int32> = []
        var searching: Set<Int32> = []
        for place in range(of: period) {
            let one = occurrences[place]
            guard period.contains(one.at), numbered.holds(one) else { continue }
            figures.add(one, words)
            if one.isDoneByAccount, latest.note(one.account, 0) { active.insert(one.account) }
            if one.type == .searchStarted { searching.insert(one.account) }
        }
        figures.accountsActive = active.count
        figures.accountsSearching = searching.count
        return figures
    }

    /// The same for each organisation, unit or account, by its number; those of whom the period has nothing are left out.
    public func figures(in period: Range<Int64>, of scope: Scope = .everybody, by part: Part) -> [Int32: Figures] {
        let numbered = NumberedScope(scope, in: self)
        let words = OutcomeWords(self)
        var parts: [Int32: Figures] = [:]
        var latest = LatestParts(self)
        var active: [Int32: Set<Int32>] = [:]
        var searching: [Int32: Set<Int32>] = [:]
        for place in range(of: period) {
            let one = occurrences[place]
            guard period.contains(one.at), numbered.holds(one) else { continue }
            let key = one[part]
            parts[key, default: Figures()].add(one, words)
            if one.isDoneByAccount, latest.note(one.account, key) { active[key, default: []].insert(one.account) }
            if one.type == .searchStarted { searching[key, default: []].insert(one.account) }
        }
        for (key, accounts) in active { parts[key]?.accountsActive = accounts.count }
        for (key, accounts) in searching { parts[key]?.accountsSearching = accounts.count }
        return parts
    }

    /// The entries that a count is made of, in the log's order, each with by how much it counts.
    /// - Parameter measure: nil: every entry.
    public func entries(
        counting measure: Measure?, in period: Range<Int64>, of scope: Scope = .everybody
    ) -> [(index: Int, count: Int)] {
        let numbered = NumberedScope(scope, in: self)
        let words = OutcomeWords(self)
        var found: [(index: Int, count: Int)] = []
        for place in range(of: period) {
            let one = occurrences[place]
            guard period.contains(one.at), numbered.holds(one) else { continue }
            guard let measure else {
                found.append((Int(one.index), 1))
                continue
            }
            one.count(words: words) { if $0 == measure { found.append((Int(one.index), $1)) } }
        }
        return found
    }
}

/// Where each account acted last: sets are asked only where that changes, which is seldom.
private struct LatestParts {
    private var parts: [Int32]

    init(_ history: History) { parts = Array(repeating: .min, count: history.ids.count) }

    /// - Returns: whether an account, when there is one, acted elsewhere the last time, or never.
    mutating func note(_ account: Int32, _ part: Int32) -> Bool {
        guard account >= 0, parts[Int(account)] != part else { return false }
        parts[Int(account)] = part
        return true
    }
}

/// By whom use is told apart.
public enum Part: String, Sendable, CaseIterable {
    case organisation, unit, account
}

extension Occurrence {
    subscript(part: Part) -> Int32 {
        switch part {
        case .organisation: organisation
        case .unit: unit
        case .account: account
        }
    }

    /// Whether somebody acted, rather than time or another.
    var isDoneByAccount: Bool {
        switch type {
        case .loginFailed, .authorisationExpired, .breakGlassLapsed, .searchInterrupted, .requestSearchInterrupted:
            false
        default: true
        }
    }
}
