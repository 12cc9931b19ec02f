public import Vocabulary

/// Each thing that can be done, and who may.
public enum Duty: String, Hashable, Sendable, CaseIterable {
    case manageAccounts, manageOrganisations, changePolicy, acceptClock
    case manageCollections, grantCollections, seeCollections, index
    case sealPerson, erase, runRetention
    case requestAuthorisation, search, breakGlass
    case decideAuthorisation, revokeAuthorisation, unlockSearcher
    case openCase, closeCase, seeCases, recordOutcome, exportCase
    /// Of one's own; an approver revokes others' (``revokeAuthorisation``).
    case giveBackAuthorisation
    case requestReview, review
    /// Figures of use, by organisation, unit and account; the log's entries with what they stand for.
    case readUsage, readLog
    /// Misuse signals: saying what became of one; looking at a face behind one.
    case decideSignal, lookBehindSignal
    case publishReport, exportEvidence
    /// Of those who ask about themselves.
    case answerRequest

    /// The roles of which one is needed. Beside it stand the rules of each action: nobody decides on their own request,
    /// nobody examines their own search.
    public var roles: Set<Role> {
        switch self {
        case .manageAccounts: [.administrator]
        case .manageOrganisations: [.administrator]
        case .changePolicy: [.administrator]
        case .acceptClock: [.administrator]

        case .manageCollections: [.custodian]
        case .grantCollections: [.custodian]
        case .seeCollections: [.custodian, .searcher, .approver]
        case .index: [.custodian]
        case .sealPerson: [.custodian]
        case .erase: [.custodian]
        case .runRetention: [.custodian, .administrator]

        case .requestAuthorisation: [.searcher]
        case .search: [.searcher]
        case .breakGlass: [.searcher]

        case .decideAuthorisation: [.approver]
        case .revokeAuthorisation: [.approver]
        case .unlockSearcher: [.approver]

        case .openCase: [.searcher]
        case .closeCase: [.searcher, .approver]
        case .seeCases: [.searcher, .approver, .examiner]
        case .giveBackAuthorisation: [.searcher, .approver]
        case .recordOutcome: [.searcher]
        case .exportCase: [.searcher, .approver]

        case .requestReview: [.searcher]
        case .review: [.examiner]

        case .readUsage: [.overseer]
        case .readLog: [.overseer]
        case .decideSignal: [.overseer]
        case .lookBehindSignal: [.overseer]
        case .publishReport: [.overseer]
        case .exportEvidence: [.overseer]

        case .answerRequest: [.custodian]
        }
    }

    /// A household's owner, who has nobody above them, oversees themselves.
    var isForOwners: Bool {
        [.readUsage, .readLog, .decideSignal, .publishReport, .exportEvidence].contains(self)
    }

    /// The roles in words.
    private var needed: String { Role.allCases.filter(roles.contains).map(\.rawValue).joined(separator: " or ") }

    /// Whether somebody with these roles may do this.
    ///
    /// Of a conflicting set only the strictest role counts: whoever holds administrator or overseer neither searches nor
    /// examines, whatever else is recorded of them.
    /// - Throws: `role.missing`.
    public func check(held: Set<Role>) throws(Failure) {
        guard roles.isDisjoint(with: Role.counting(of: held)) else { return }
        throw Failure(
            .roleMissing, "This needs the role \(needed).",
            remedy: "Ask somebody who holds it, or an administrator to give it to you.")
    }

    /// The same in a home of some profile.
    /// - Throws: `role.missing`.
    public func check(held: Set<Role>, in profile: Profile) throws(Failure) {
        guard profile == .household else { return try check(held: held) }
        guard !isForOwners, roles.isDisjoint(with: Role.counting(of: held)) else { return }
        throw Failure(
            .roleMissing, "A household has nobody who holds the role \(needed).",
            remedy: "Its owner does without: what is for somebody else to do needs a home of another profile.")
    }
}
