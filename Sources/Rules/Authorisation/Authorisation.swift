public import Foundation
public import Vocabulary

/// A request and what became of it: who allowed what, and how much of it is used.
///
/// Values come about by ``requested(_:_:under:at:)``, ``breakGlass(_:_:reason:under:at:)``, ``standing(_:_:under:at:)``
/// and ``after(_:at:under:)`` only, or are restored from what those made; ``init(restoring:request:kind:state:used:decision:revocation:)``
/// refuses what the rules cannot have brought about.
public struct Authorisation: Hashable, Sendable {
    /// Somebody's word on it.
    public struct Decision: Hashable, Sendable {
        public let by: AccountRef
        public let at: Date
        /// In their own words; may be empty.
        public let reason: String

        public init(by: AccountRef, at: Date, reason: String) {
            self.by = by
            self.at = at
            self.reason = reason
        }
    }

    /// What has to follow from an authorisation's end.
    public enum Consequence: Hashable, Sendable {
        /// Probe, template, candidates and crops of its searches are erased, and the searcher is locked until an approver
        /// acts.
        case eraseAndLock
    }

    public let ref: AuthorisationRef
    public let request: AuthorisationRequest
    public let kind: AuthorisationKind
    public internal(set) var state: AuthorisationState
    /// Searches made on it.
    public internal(set) var used: Int
    /// The approval or the refusal. Nil while it waits, when it ended without one, and for a standing authorisation.
    public internal(set) var decision: Decision?
    /// Who took it back. Nil unless it is revoked.
    public internal(set) var revocation: Decision?

    /// What has to follow, from the moment on at which a break-glass search was refused or lapsed. It is a property of
    /// that state, so whoever was interrupted before carrying it out finds it again.
    public var consequence: Consequence? {
        kind.isBreakGlass && (state == .refused || state == .lapsed) ? .eraseAndLock : nil
    }

    private init(
        _ ref: AuthorisationRef, _ request: AuthorisationRequest, _ kind: AuthorisationKind, _ state: AuthorisationState
    ) {
        self.ref = ref
        self.request = request
        self.kind = kind
        self.state = state
        used = 0
    }
}

extension Authorisation {
    /// What somebody asks an approver for.
    /// - Throws: what ``AuthorisationRequest/check(against:at:)`` does.
    public static func requested(
        _ ref: AuthorisationRef, _ request: AuthorisationRequest, under policy: Policy, at now: Date
    ) throws(Failure) -> Authorisation {
        try request.check(against: policy, at: now)
        return Authorisation(ref, request, .ordinary, .requested)
    }

    /// What somebody takes in an emergency, to be answered by an approver within the policy's deadline. Its necessity and
    /// proportionality may be empty: the reason stands in their place.
    /// - Throws: `break-glass.not-allowed`, `break-glass.unexplained`, and what ``AuthorisationRequest/check(against:at:)``
    ///   does, but for `authorisation.unexplained`.
    public static func breakGlass(
        _ ref: AuthorisationRef, _ request: AuthorisationRequest, reason: String, under policy: Policy, at now: Date
    ) throws(Failure) -> Authorisation {
        try checkBreakGlass(policy)
        guard Explanation.length(of: reason) >= AuthorisationRequest.shortestExplanation else {
            throw Failure(
                .breakGlassUnexplained, "A search before its approval needs a reason.",
                remedy: "Say in at least \(AuthorisationRequest.shortestExplanation) characters why it cannot wait.")
        }
        try request.checkScope(against: policy, at: now)
        let deadline = now.addingTimeInterval(TimeInterval(policy.breakGlassDeadlineHours) * 3600)
        return Authorisation(ref, request, .breakGlass(reason: reason, deadline: deadline), .unconfirmed)
    }

    /// What the policy itself gives, where it asks for nobody's approval. Its necessity and proportionality may be empty.
    /// - Throws: `authorisation.not-standing`, and what ``AuthorisationRequest/check(against:at:)`` does, but for
    ///   `authorisation.unexplained`.
    public static func standing(
        _ ref: AuthorisationRef, _ request: AuthorisationRequest, under policy: Policy, at now: Date
    ) throws(Failure) -> Authorisation {
        try checkStanding(policy)
        try request.checkScope(against: policy, at: now)
        return Authorisation(ref, request, .standing, .approved)
    }

    static func checkBreakGlass(_ policy: Policy) throws(Failure) {
        guard policy.breakGlassAllowed else {
            throw Failure(
                .breakGlassNotAllowed, "The policy does not allow a search before its approval.",
                remedy: "Request an authorisation.")
        }
    }

    static func checkStanding(_ policy: Policy) throws(Failure) {
        guard policy.approval == .none else {
            throw Failure(
                .authorisationNotStanding, "The policy asks for an approver's approval.",
                remedy: "Request an authorisation.")
        }
    }
}
