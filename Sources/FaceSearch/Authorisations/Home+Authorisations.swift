import Foundation
import Records
public import Rules
import TransparencyLog
import Vocabulary

extension Home {
    /// Asks for leave to search; an approver decides.
    /// - Throws: `case.unknown`, `case.closed`, `collection.…`, `grant.none`, `authorisation.…`, `role.missing`.
    public func requestAuthorisation(_ draft: AuthorisationDraft, as actor: Actor) async throws
        -> DescribedAuthorisation
    {
        return try await act(as: actor, .requestAuthorisation) { deed in
            let authorisation = try Authorisation.requested(
                .random(), deed.request(draft), under: deed.policy, at: deed.now)
            try deed.records.add(authorisation, asked: deed.now)
            try deed.tell(.authorisationRequested, authorisation.loggedIDs, deed.payload(of: authorisation))
            return try deed.describe(authorisation)
        }
    }

    /// Takes leave to search at once, in an emergency. An approver has to answer within the policy's deadline; unanswered or
    /// refused, what it returned is erased and the searcher does not search until an approver acts.
    /// - Throws: as ``requestAuthorisation(_:as:)``, and `break-glass.not-allowed`, `break-glass.unexplained`.
    public func breakGlass(
        _ draft: AuthorisationDraft, reason: String, as actor: Actor
    ) async throws -> DescribedAuthorisation {
        return try await act(as: actor, .breakGlass) { deed in
            guard deed.person.account.lockedBy == nil else { throw Self.accountLocked }
            let own = try deed.records.authorisations(of: deed.person.account.ref)
            guard !own.contains(where: { $0.state == .unconfirmed }) else {
                throw Failure(
                    .breakGlassUnanswered,
                    "An earlier search of yours, made before its approval, still waits for an answer.",
                    remedy: "Ask an approver to answer it first.")
            }
            try FreeText.check(reason)
            let authorisation = try Authorisation.breakGlass(
                .random(), deed.request(draft), reason: reason, under: deed.policy, at: deed.now)
            try deed.records.add(authorisation, asked: deed.now)
            try deed.tell(.breakGlassUsed, authorisation.loggedIDs, deed.payload(of: authorisation))
            return try deed.describe(authorisation)
        }
    }

    /// - Throws: `authorisation.unknown`, `authorisation.own-request`, `authorisation.decided`, `authorisation.expired`,
    ///   `case.closed`, `role.missing`.
    public func approve(_ ref: AuthorisationRef, reason: String, as actor: Actor) async throws -> DescribedAuthorisation
    {
        try await decide(ref, .authorisationApproved, as: actor, reason) {
            .approve(by: $0, reason: reason)
        }
    }

    /// - Throws: as ``approve(_:reason:as:)``.
    public func refuse(_ ref: AuthorisationRef, reason: String, as actor: Actor) async throws -> DescribedAuthorisation
    {
        try await decide(ref, .authorisationRefused, as: actor, reason) { .refuse(by: $0, reason: reason) }
    }

    private func decide(
        _ ref: AuthorisationRef, _ type: EventType, as actor: Actor, _ reason: String,
        _ event: @Sendable (AccountRef) -> AuthorisationEvent
    ) async throws -> DescribedAuthorisation {
        let decided = try await act(as: actor, .decideAuthorisation) { deed in
            let next = try deed.change(
                deed.authorisationToDecide(ref), type, reason, event(deed.person.account.ref))
            return try deed.describe(next)
        }
        if decided.authorisation.consequence != nil { try records.overwriteDeleted() }
        return decided
    }

    /// Takes an authorisation back: an approver any of their organisation's, a searcher their own.
    /// - Throws: `authorisation.unknown`, `authorisation.ended`, `role.missing`.
    public func revoke(_ ref: AuthorisationRef, reason: String, as actor: Actor) async throws -> DescribedAuthorisation
    {
        return try await act(as: actor, .giveBackAuthorisation) { deed in
            let authorisation = try deed.authorisationToDecide(ref)
            if authorisation.request.requester != deed.person.account.ref {
                try Duty.revokeAuthorisation.check(held: deed.person.account.roles)
            }
            let next = try deed.change(
                authorisation, .authorisationRevoked, reason, .revoke(by: deed.person.account.ref, reason: reason))
            return try deed.describe(next)
        }
    }

    /// Lets a searcher search again who was locked out because a break-glass search was not approved.
    /// - Throws: `account.unknown`, `account.not-locked`, `authorisation.own-request`, `role.missing`.
    public func unlock(_ name: String, reason: String, as actor: Actor) async throws {
        try await act(as: actor, .unlockSearcher) { deed in
            try FreeText.check(reason)
            // The same answer for a name that does not exist: others' accounts are nobody's business.
            guard let account = try deed.records.account(named: name),
                account.organisation == deed.person.organisation.ref, account.lockedBy != nil
            else {
                throw Failure(
                    .accountNotLocked, "Searching was not taken from such an account of your organisation.",
                    remedy: "`likeness authorise list` shows what waits for you.")
            }
            guard account.ref != deed.person.account.ref else {
                throw Failure(
                    .authorisationOwnRequest, "Nobody unlocks their own account.", remedy: "Ask another approver.")
            }
            try deed.records.setLock(nil, of: account.ref)
            try deed.tell(
                .accountUnlocked, ["subject": account.ref.rawValue],
                ["subject": .string(account.name), "reason": .string(reason)])
        }
    }

    /// One's own, newest first; for an approver, also those of the organisation that wait for a decision, oldest first.
    public func authorisations(as actor: Actor) async throws -> (
        own: [DescribedAuthorisation], toDecide: [DescribedAuthorisation]
    ) {
        try await passTime()
        return try look(as: actor, .seeCases) { deed in
            let mayDecide = (try? Duty.decideAuthorisation.check(held: deed.person.account.roles)) != nil
            return (
                try deed.records.authorisations(of: deed.person.account.ref).map(deed.describe),
                try (mayDecide ? deed.records.authorisationsToDecide(in: deed.person.organisation.ref) : [])
                    .map(deed.describe)
            )
        }
    }

    /// One of one's organisation's.
    /// - Throws: `authorisation.unknown`, `role.missing`.
    public func authorisation(_ ref: AuthorisationRef, as actor: Actor) async throws -> DescribedAuthorisation {
        try await passTime()
        return try look(as: actor, .seeCases) { try $0.describe($0.authorisationToDecide(ref)) }
    }

    static let unknownAuthorisation = Failure(
        .authorisationUnknown, "There is no such authorisation.", remedy: "`likeness authorise list` shows yours.")
    static let accountLocked = Failure(
        .accountLocked, "Searching was taken from this account: a break-glass search was not approved.",
        remedy: "Ask an approver: `likeness authorise unlock NAME`.")
}

extension Authorisation {
    /// What of it stands in the log.
    var loggedIDs: [String: String] {
        var ids = ["authorisation": ref.rawValue]
        ids["case"] = request.caseRef?.rawValue
        return ids
    }
}

extension Deed {
    fileprivate func request(_ draft: AuthorisationDraft) throws -> AuthorisationRequest {
        try FreeText.check(draft.necessity, draft.proportionality)
        let collections = try Set(draft.collections).sorted().map { try records.openCollection(named: $0) }
        for collection in collections { try checkAccess(to: collection, for: draft.purpose) }
        let from = draft.notBefore ?? now
        return AuthorisationRequest(
            caseRef: try openCase(draft.caseReference).ref, requester: person.account.ref, purpose: draft.purpose,
            necessity: draft.necessity, proportionality: draft.proportionality,
            collections: Set(collections.map(\.id)), searches: draft.searches, notBefore: from,
            expires: from.addingTimeInterval(TimeInterval(draft.days) * 86_400))
    }

    /// Everything that was asked for: the log commits to it, so that nobody widens it afterwards.
    fileprivate func payload(of authorisation: Authorisation) throws -> [String: JSONValue] {
        let request = authorisation.request
        let refs = try records.collections().filter { request.collections.contains($0.id) }.map(\.ref)
        var payload: [String: JSONValue] = [
            "purpose": .string(request.purpose), "necessity": .string(request.necessity),
            "proportionality": .string(request.proportionality), "searches": try .integer(request.searches),
            "collections": .array(refs.map { .string($0) }),
            "notBefore": .string(request.notBefore.formatted(.iso8601)),
            "expires": .string(request.expires.formatted(.iso8601)),
        ]
        if case .breakGlass(let reason, let deadline) = authorisation.kind {
            payload["reason"] = .string(reason)
            payload["deadline"] = .string(deadline.formatted(.iso8601))
        }
        return payload
    }

    /// One that somebody of one's own organisation asked for: others' are not there.
    func authorisationToDecide(_ ref: AuthorisationRef) throws -> Authorisation {
        guard let authorisation = try records.authorisation(ref),
            let requester = try records.account(authorisation.request.requester),
            requester.organisation == person.organisation.ref
        else { throw Home.unknownAuthorisation }
        return authorisation
    }

    fileprivate func change(
        _ authorisation: Authorisation, _ type: EventType, _ reason: String, _ event: AuthorisationEvent
    ) throws -> Authorisation {
        try FreeText.check(reason)
        let next = try authorisation.after(event, at: now, under: policy)
        if case .approve = event, let caseRef = next.request.caseRef, try records.caseFile(caseRef)?.closed != nil {
            throw Home.caseClosed
        }
        try records.update(next)
        try tell(type, next.loggedIDs, ["reason": .string(reason)])
        try Home.carryOut(next, records, at: now)
        return next
    }
}
