/// What somebody is trusted with. An account holds one or more of them, within what ``Role/check(_:)`` allows.
public enum Role: String, Hashable, Sendable, CaseIterable {
    /// Asks for authorisations, searches on them, and answers for the case.
    case searcher
    /// Answers for whether a search is necessary and proportionate.
    case approver
    /// Confirms or rejects a candidate, independently of another examiner.
    case examiner
    /// Answers for a collection: its lawful basis, retention, erasure.
    case custodian
    /// Sees who used it and how, and no faces.
    case overseer
    /// Accounts, organisations, policy, machines. Never searches.
    case administrator

    /// The roles, this one included, that one account may hold together with it.
    ///
    /// Whoever gives out roles cannot also use them on faces, and whoever oversees has nothing to do with what is
    /// overseen. That nobody decides on their own request, or examines their own search, is decided person by person,
    /// not here: a small archive has people who search one day and approve a colleague's search the next.
    var companions: Set<Role> {
        switch self {
        case .searcher, .approver, .examiner: [.searcher, .approver, .examiner, .custodian]
        case .custodian: [.searcher, .approver, .examiner, .custodian, .administrator]
        case .administrator: [.administrator, .custodian]
        case .overseer: [.overseer]
        }
    }
}
