import FaceSearch

/// Which entries are about a case: those that name it, the authorisations on it, the searches on these, and what came of them.
///
/// To be told entries in the log's order: an authorisation is asked for before a search is made on it.
struct CaseThread {
    private let caseRef: String
    private(set) var authorisations: Set<String> = []
    private(set) var searches: Set<String> = []
    /// Those who did something in it, or whom it names.
    private(set) var accounts: Set<String> = []

    init(_ caseRef: String) { self.caseRef = caseRef }

    /// - Returns: whether the entry is about the case.
    mutating func take(_ event: LoggedEvent) -> Bool {
        func id(_ name: String) -> String? { event.ids[name]?.text }
        let isOfCase = id("case") == caseRef
        let isOfAuthorisation = id("authorisation").map(authorisations.contains) ?? false
        let isOfSearch = id("search").map(searches.contains) ?? false
        guard isOfCase || isOfAuthorisation || isOfSearch else { return false }
        if isOfCase, let authorisation = id("authorisation") { authorisations.insert(authorisation) }
        if isOfAuthorisation, let search = id("search") { searches.insert(search) }
        for name in ["account", "subject", "requester"] { if let account = id(name) { accounts.insert(account) } }
        return true
    }

    /// Whose name, organisation or unit an entry explains; nil when it is of another kind.
    static func explained(by event: LoggedEvent) -> (account: String?, groups: Set<String>)? {
        let groups = Set(["organisation", "unit"].compactMap { event.ids[$0]?.text })
        switch EventType(rawValue: event.type) {
        case .accountCreated: return ((event.ids["subject"] ?? event.ids["account"])?.text, groups)
        case .accountAssigned: return (event.ids["subject"]?.text, groups)
        case .organisationCreated, .unitCreated: return (nil, groups)
        default: return nil
        }
    }
}
