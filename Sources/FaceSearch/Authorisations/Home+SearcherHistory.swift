public import Records
public import Rules
import Vocabulary

/// What a searcher did before: for the approver who is asked to trust them again.
public struct SearcherHistory: Sendable {
    /// Their authorisations of every state, newest first.
    public let authorisations: [DescribedAuthorisation]
    /// Their latest searches, newest first.
    public let searches: [PastSearch]
    /// How often the rules refused them a search.
    public let refusals: Int
    /// Whether searching was taken from them.
    public let isLocked: Bool
}

extension Home {
    /// - Parameter ref: an authorisation that somebody of one's organisation asked for.
    /// - Throws: `authorisation.unknown`, `role.missing`.
    public func history(ofRequesterOf ref: AuthorisationRef, as actor: Actor) async throws -> SearcherHistory {
        try await passTime()
        return try look(as: actor, .decideAuthorisation) { deed in
            let requester = try deed.authorisationToDecide(ref).request.requester
            return SearcherHistory(
                authorisations: try deed.records.authorisations(of: requester).map(deed.describe),
                searches: try deed.records.searches(by: requester, limit: 20),
                refusals: try deed.records.count(of: EventType.searchRefused.rawValue, about: requester.rawValue),
                isLocked: try deed.records.account(requester)?.lockedBy != nil)
        }
    }

    /// The accounts of one's organisation from which searching was taken, by name.
    /// - Throws: `role.missing`.
    public func lockedSearchers(as actor: Actor) throws -> [AccountRecord] {
        try look(as: actor, .unlockSearcher) { deed in
            try deed.records.accounts().filter { $0.lockedBy != nil && $0.organisation == deed.person.organisation.ref }
        }
    }
}
