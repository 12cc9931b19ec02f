/// What the log tells of. The words stand in the log for ever: none is ever given another meaning.
public enum EventType: String, Sendable, CaseIterable {
    case homeCreated = "home.created"
    /// The machine's clock was behind what had been recorded, and an administrator accepted the present time.
    case clockAccepted = "clock.accepted"
    case policyAdopted = "policy.adopted"

    // People
    case organisationCreated = "organisation.created"
    case organisationSuspended = "organisation.suspended"
    case organisationResumed = "organisation.resumed"
    /// A part of an organisation, such as a station or a desk.
    case unitCreated = "unit.created"
    /// An account belongs to another unit from now on, or to none.
    case accountAssigned = "account.assigned"
    case accountCreated = "account.created"
    case accountSetUp = "account.set-up"
    case accountReset = "account.reset"
    case accountRolesChanged = "account.roles-changed"
    case accountSuspended = "account.suspended"
    case accountResumed = "account.resumed"
    /// Searching was taken from an account: a break-glass was refused or not answered.
    case accountLocked = "account.locked"
    case accountUnlocked = "account.unlocked"
    case loginSucceeded = "login.succeeded"
    case loginFailed = "login.failed"
    case loginEnded = "login.ended"
    case passwordChanged = "account.password-changed"
    /// What lets a program act for an account.
    case tokenCreated = "token.created"
    case tokenRevoked = "token.revoked"

    // Collections (UK DPA 2018 s. 62: collection, alteration, erasure)
    case collectionCreated = "collection.created"
    case collectionClosed = "collection.closed"
    case indexStarted = "index.started"
    case indexCompleted = "index.completed"
    /// Photos, or faces in them, are gone from a collection.
    case erasureCompleted = "erasure.completed"
    /// What was kept long enough is to go.
    case retentionRun = "retention.run"
    /// A person whom no searcher is to be shown.
    case personSealed = "seal.added"
    case sealLifted = "seal.lifted"
    case grantGiven = "grant.given"
    case grantRevoked = "grant.revoked"

    // Cases and authorisations
    case caseOpened = "case.opened"
    case caseClosed = "case.closed"
    case authorisationRequested = "authorisation.requested"
    case authorisationApproved = "authorisation.approved"
    case authorisationRefused = "authorisation.refused"
    case authorisationRevoked = "authorisation.revoked"
    case authorisationExpired = "authorisation.expired"
    case breakGlassUsed = "break-glass.used"
    /// Nobody answered in time.
    case breakGlassLapsed = "break-glass.lapsed"

    // Searches (consultation)
    case searchStarted = "search.started"
    case searchCompleted = "search.completed"
    case searchInterrupted = "search.interrupted"
    case searchRefused = "search.refused"
    /// Its searcher was shown the list again.
    case searchOpened = "search.opened"
    case candidateMarked = "candidate.marked"

    // What came of them
    case reviewRequested = "review.requested"
    /// An examiner was shown probe and candidate.
    case reviewOpened = "review.opened"
    case reviewRecorded = "review.recorded"
    case outcomeRecorded = "outcome.recorded"
    /// A case file left the home (disclosure).
    case caseExported = "case.exported"

    // Those who ask about themselves
    case requestReceived = "request.received"
    /// It was checked that whoever asks is the person that it is about, or acts for them.
    case requestIdentified = "request.identified"
    /// A collection is searched to answer them, for nobody else's eyes.
    case requestSearchStarted = "request.search-started"
    case requestSearchCompleted = "request.search-completed"
    case requestSearchInterrupted = "request.search-interrupted"
    case requestAnswered = "request.answered"
    case requestRefused = "request.refused"
    case requestWithdrawn = "request.withdrawn"
    /// Overseers are told when this person is searched for.
    case protectionAdded = "protection.added"
    case protectionEnded = "protection.ended"

    // Oversight
    case usageRead = "usage.read"
    case logRead = "log.read"
    case reportPublished = "report.published"
    case evidenceExported = "evidence.exported"
    case signalRaised = "signal.raised"
    case signalExplained = "signal.explained"
    case signalUpheld = "signal.upheld"
    case signalReopened = "signal.reopened"
    /// An overseer was shown the face behind a signal.
    case signalLooked = "signal.looked"
}
