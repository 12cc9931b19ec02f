public import Vocabulary

extension Authorisation {
    /// An authorisation as it was recorded.
    /// - Throws: `authorisation.inconsistent` for one that the rules cannot have brought about: approved by its own
    ///   requester, approved by nobody, used more often than it allows.
    public init(
        restoring ref: AuthorisationRef, request: AuthorisationRequest, kind: AuthorisationKind,
        state: AuthorisationState, used: Int, decision: Decision?, revocation: Decision?
    ) throws(Failure) {
        self.ref = ref
        self.request = request
        self.kind = kind
        self.state = state
        self.used = used
        self.decision = decision
        self.revocation = revocation
        guard isConsistent else {
            throw Failure(
                .authorisationInconsistent,
                "The records hold an authorisation that cannot have come about by the rules.",
                remedy: "Keep a copy of the home, put one back from a backup, and tell the overseer.")
        }
    }

    private var isConsistent: Bool {
        guard request.searches >= 1, 0...request.searches ~= used, decision?.by != request.requester,
            (revocation != nil) == (state == .revoked)
        else { return false }

        let decided = decision != nil
        let hasSearchesLeft = used < request.searches
        switch (kind, state) {
        case (.ordinary, .requested): return !decided && used == 0
        case (.ordinary, .refused): return decided && used == 0
        case (.ordinary, .approved): return decided && hasSearchesLeft
        case (.ordinary, .exhausted): return decided && !hasSearchesLeft
        // Either may come before a decision, and then before any search.
        case (.ordinary, .expired), (.ordinary, .revoked): return hasSearchesLeft && (decided || used == 0)

        case (.breakGlass, .unconfirmed), (.breakGlass, .lapsed): return !decided
        case (.breakGlass, .refused): return decided
        case (.breakGlass, .approved), (.breakGlass, .expired), (.breakGlass, .revoked):
            return decided && hasSearchesLeft
        case (.breakGlass, .exhausted): return decided && !hasSearchesLeft

        case (.standing, .approved), (.standing, .expired), (.standing, .revoked): return !decided && hasSearchesLeft
        case (.standing, .exhausted): return !decided && !hasSearchesLeft

        case (.ordinary, .unconfirmed), (.ordinary, .lapsed), (.breakGlass, .requested), (.standing, .requested),
            (.standing, .unconfirmed), (.standing, .lapsed), (.standing, .refused):
            return false
        }
    }
}
