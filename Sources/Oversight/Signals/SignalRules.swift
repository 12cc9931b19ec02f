public import FaceSearch
import Foundation
public import Rules

/// The rules by which use is a signal, applied to the whole history. Each finding has a key of its own, so that the same one is
/// known again the next day, and its evidence grows.
///
/// Pure: history and likeness in, drafts out. Group numbers of ``ProbeLikeness`` hold within one answer only; keys are made of ids.
public struct SignalRules {
    let history: History
    let limits: SignalLimits
    /// Which searches were for the same face: a group's number by the search's. Empty where templates cannot be compared.
    let groups: [Int32: Int]
    /// Searches of each group, those for people who ask about themselves too, in the log's order.
    let byGroup: [[SearchHistory]]
    let byAccount: [Int32: [SearchHistory]]
    /// Searches for people who ask about themselves.
    let requestsByAccount: [Int32: [SearchHistory]]
    let resemblances: [ProbeLikeness.Resemblance]

    /// - Parameter likeness: nil where the oversight key is kept elsewhere: the rules about faces find nothing then.
    public init(_ history: History, limits: SignalLimits, likeness: ProbeLikeness?) {
        self.history = history
        self.limits = limits
        resemblances = likeness?.resemblances ?? []
        var groups: [Int32: Int] = [:]
        for (search, group) in likeness?.groups ?? [:] {
            if let id = RandomID(search), let number = history.number(of: id) { groups[number] = group }
        }
        self.groups = groups
        var byGroup: [Int: [SearchHistory]] = [:]
        for search in (history.searches + history.requestSearches).sorted(by: { $0.began < $1.began }) {
            if let group = groups[search.number] { byGroup[group, default: []].append(search) }
        }
        self.byGroup = byGroup.values.filter { $0.count > 1 }
        byAccount = Dictionary(grouping: history.searches, by: \.account)
        requestsByAccount = Dictionary(grouping: history.requestSearches, by: \.account)
    }

    /// Everything that the rules find, in no particular order.
    public func drafts() -> [SignalDraft] {
        sameFaceOnCases() + sameFaceByAccounts() + repeatedAfterNobody() + afterRefusal() + farMoreThanPeers()
            + oddHours() + burstsBeforeExpiry() + unlikeFaces() + hastyApprovals() + samePairs() + closedCases()
            + leavers() + dormantWoken() + breakGlassHabits() + refusedOften() + protectedPersons() + sealedPersons()
    }

    var window: Int64 { Int64(limits.windowDays) * 86_400 }

    // MARK: Drafts

    func draft(
        _ kind: SignalKind, key: [String], account: Int32? = nil, searches: [SearchHistory] = [],
        entries: [Occurrence] = [], figures: [String: Int] = [:], person: String? = nil
    ) -> SignalDraft {
        let times = searches.map(\.at) + entries.map(\.at)
        return SignalDraft(
            kind: kind, key: key, account: account.flatMap { history.id($0) }.map { AccountRef($0.text) },
            searches: searches.map { text($0.number) },
            entries: (searches.map { Int($0.began) } + entries.map { Int($0.index) }).sorted(), figures: figures,
            first: moment(times.min() ?? 0), last: moment(times.max() ?? 0), person: person)
    }

    func text(_ number: Int32) -> String { history.id(number)?.text ?? "" }
    private func moment(_ seconds: Int64) -> Date { Date(timeIntervalSince1970: TimeInterval(seconds)) }

    func occurrences(of types: Set<EventType>) -> [Occurrence] {
        history.occurrences.filter { types.contains($0.type) }
    }
}
