import FaceSearch

/// On whose word the searches of a period ran: which entries say so, and which of these a pack may not lack.
///
/// An entry whose type begins with `search.` and that names an authorisation rests on the entries about that authorisation. To be told
/// entries in any order, those from before the period and those of it.
struct SearchGrounds {
    /// What is said of an authorisation. Those from before a period belong to its pack where a search of it rests on them.
    static let types: [EventType] = [
        .authorisationRequested, .authorisationApproved, .authorisationRefused, .authorisationRevoked,
        .authorisationExpired, .breakGlassUsed, .breakGlassLapsed,
    ]

    private struct Said {
        /// Where it was asked for, or taken in an emergency.
        var asked: Int?
        var isBreakGlass = false
        /// Where it was approved first.
        var approved: Int?
    }

    private struct Needed {
        var first: Int
        /// The first search that began.
        var started: Int?
    }

    private var said: [String: Said] = [:]
    private var needed: [String: Needed] = [:]

    /// What an entry of a period rests on; nil: nothing.
    static func ground(of event: LoggedEvent) -> String? {
        event.type.hasPrefix("search.") ? event.ids["authorisation"]?.text : nil
    }

    /// Which authorisation an entry says something of.
    static func subject(of event: LoggedEvent) -> String? {
        EventType(rawValue: event.type).flatMap { types.contains($0) ? event.ids["authorisation"]?.text : nil }
    }

    mutating func take(_ index: Int, _ event: LoggedEvent, isOfPeriod: Bool) {
        if isOfPeriod, let ref = Self.ground(of: event) {
            var need = needed[ref] ?? Needed(first: index)
            need.first = min(need.first, index)
            if event.type == EventType.searchStarted.rawValue { need.started = min(need.started ?? index, index) }
            needed[ref] = need
        }
        guard let ref = Self.subject(of: event) else { return }
        var one = said[ref] ?? Said()
        switch EventType(rawValue: event.type) {
        case .authorisationRequested: one.asked = index
        case .breakGlassUsed: (one.asked, one.isBreakGlass) = (index, true)
        case .authorisationApproved: one.approved = min(one.approved ?? index, index)
        default: break
        }
        said[ref] = one
    }

    func isNeeded(_ ref: String) -> Bool { needed[ref] != nil }

    /// Searches of the period of which nothing in the pack says on whose word they ran, in the log's order.
    var gaps: [(search: Int, what: String)] {
        needed.compactMap { ref, need in
            let one = said[ref]
            guard let asked = one?.asked, asked < need.first else {
                return (need.first, "the request for the authorisation that it rests on is missing")
            }
            guard let started = need.started, one?.isBreakGlass != true else { return nil }
            guard let approved = one?.approved, approved < started else {
                return (started, "the approval that it rests on is missing")
            }
            return nil
        }.sorted { $0.search < $1.search }
    }
}
