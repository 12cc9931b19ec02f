public import Foundation
public import Vocabulary

extension Authorisation {
    /// The authorisation as it is after an event. `at` is the moment that ``ClockRule`` gave.
    ///
    /// Whoever decides, or searches, first lets time pass (`tick`) and records what comes of it, then lets the event happen.
    ///
    /// | state         | approve         | refuse      | revoke      | use                            | tick                  |
    /// |---------------|-----------------|-------------|-------------|--------------------------------|-----------------------|
    /// | `requested`   | `approved` (1)  | `refused`   | `revoked`   | not-approved                   | `expired` (4)         |
    /// | `unconfirmed` | `approved` (2)  | `refused`   | undecided   | `unconfirmed`, one more used   | `lapsed` (5)          |
    /// | `approved`    | decided         | decided     | `revoked`   | `approved` or `exhausted` (3)  | `expired` (4)         |
    /// | `refused`     | decided         | decided     | ended       | ended                          | stays                 |
    /// | `expired`     | decided         | decided     | ended       | expired                        | stays                 |
    /// | `revoked`     | decided         | decided     | ended       | ended                          | stays                 |
    /// | `exhausted`   | decided         | decided     | ended       | exhausted                      | stays                 |
    /// | `lapsed`      | decided         | decided     | ended       | ended                          | stays                 |
    ///
    /// Words without a state in them are the code that is thrown, `authorisation.…`.
    /// 1. Asked of the policy once more: it may have changed since.
    /// 2. Or `exhausted` when all searches were made, or `expired` when its period has ended meanwhile. Until it is decided
    ///    it waits in `unconfirmed`, also without any search left: what it returned still needs its approval.
    /// 3. `exhausted` with the last search.
    /// 4. From the moment it expires on.
    /// 5. From its deadline on.
    ///
    /// Besides, nobody decides on their own request (`authorisation.own-request`), and nothing is decided once its time is
    /// over (`authorisation.expired`). A use has to be the requester's own (`authorisation.not-yours`), within the period
    /// (`authorisation.not-yet`, `authorisation.expired`), within the number of searches (`authorisation.exhausted`), in
    /// collections and for the purpose that were asked for (`authorisation.out-of-scope`, `authorisation.no-collection`),
    /// and allowed by the policy still (`authorisation.purpose-unknown`, `authorisation.not-standing`,
    /// `break-glass.not-allowed`).
    public func after(
        _ event: AuthorisationEvent, at moment: Date, under policy: Policy
    ) throws(Failure) -> Authorisation {
        switch event {
        case .approve(let approver, let reason):
            try checkDecision(by: approver, at: moment)
            if kind == .ordinary { try request.check(against: policy, at: moment) }
            var next = self
            next.decision = Decision(by: approver, at: moment, reason: reason)
            next.state = used >= request.searches ? .exhausted : moment >= request.expires ? .expired : .approved
            return next
        case .refuse(let approver, let reason):
            try checkDecision(by: approver, at: moment)
            var next = self
            next.decision = Decision(by: approver, at: moment, reason: reason)
            next.state = .refused
            return next
        case .revoke(let account, let reason):
            try checkRevocation()
            var next = self
            next.revocation = Decision(by: account, at: moment, reason: reason)
            next.state = .revoked
            return next
        case .use(let account, let collections, let purpose):
            try checkUse(by: account, collections: collections, purpose: purpose, at: moment, under: policy)
            var next = self
            next.used += 1
            if state == .approved, next.used >= request.searches { next.state = .exhausted }
            return next
        case .tick:
            return afterTime(moment)
        }
    }

    /// The authorisation as it is at a moment, with nothing else having happened: `tick`, which nothing can refuse.
    public func afterTime(_ moment: Date) -> Authorisation {
        var next = self
        switch (state, kind) {
        case (.requested, _), (.approved, _):
            if moment >= request.expires { next.state = .expired }
        case (.unconfirmed, .breakGlass(_, let deadline)):
            if moment >= deadline { next.state = .lapsed }
        default: break
        }
        return next
    }
}

extension Authorisation {
    private func checkDecision(by approver: AccountRef, at moment: Date) throws(Failure) {
        guard approver != request.requester else {
            throw Failure(
                .authorisationOwnRequest, "Nobody decides on their own request.", remedy: "Ask another approver.")
        }
        let inTime =
            switch (state, kind) {
            case (.requested, _): moment < request.expires
            case (.unconfirmed, .breakGlass(_, let deadline)): moment < deadline
            default:
                throw Failure(
                    .authorisationDecided, "It no longer waits for a decision: it is \(state.rawValue).",
                    remedy: "Request another authorisation.")
            }
        guard inTime else { throw Self.expired }
    }

    private func checkRevocation() throws(Failure) {
        guard !state.isTerminal else { throw ended }
        guard state != .unconfirmed else {
            throw Failure(
                .authorisationUndecided, "A search that was made before its approval waits for an approver's decision.",
                remedy: "Approve or refuse it.")
        }
    }

    private func checkUse(
        by account: AccountRef, collections: Set<CollectionID>, purpose: String?, at moment: Date, under policy: Policy
    ) throws(Failure) {
        guard account == request.requester else {
            throw Failure(
                .authorisationNotYours, "The authorisation is another person's.", remedy: "Request one of your own.")
        }
        try checkUsable(at: moment)
        guard !collections.isEmpty else {
            throw Failure(
                .authorisationNoCollection, "No collection was named.", remedy: "Name the collections to search.")
        }
        guard collections.isSubset(of: request.collections), purpose == nil || purpose == request.purpose else {
            throw Failure(
                .authorisationOutOfScope, "The authorisation is for other collections or another purpose.",
                remedy: "Search as it was approved, or request another.")
        }
        try request.checkPurpose(against: policy)
        if kind == .standing { try Self.checkStanding(policy) }
        // Once approved it stands on that approval, whatever the policy says of emergencies by now.
        if state == .unconfirmed { try Self.checkBreakGlass(policy) }
    }

    private func checkUsable(at moment: Date) throws(Failure) {
        switch (state, kind) {
        case (.approved, _): break
        case (.unconfirmed, .breakGlass(_, let deadline)):
            guard moment < deadline else { throw Self.expired }
        case (.expired, _): throw Self.expired
        case (.exhausted, _): throw Self.exhausted
        case (.requested, _):
            throw Failure(
                .authorisationNotApproved, "The authorisation still waits for an approver.",
                remedy: "Search when it is approved.")
        default: throw ended
        }
        guard moment >= request.notBefore else {
            throw Failure(
                .authorisationNotYet, "The authorisation's period has not begun.", remedy: "Search when it has.")
        }
        guard moment < request.expires else { throw Self.expired }
        guard used < request.searches else { throw Self.exhausted }
    }

    private var ended: Failure {
        Failure(
            .authorisationEnded, "The authorisation has ended: it is \(state.rawValue).",
            remedy: "Request another, if there is reason to.")
    }

    private static let expired = Failure(
        .authorisationExpired, "The authorisation's time is over.", remedy: "Request another, if there is reason to.")

    private static let exhausted = Failure(
        .authorisationExhausted, "All searches that it allows were made.",
        remedy: "Request another, if there is reason to.")
}
