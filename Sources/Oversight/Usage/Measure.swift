/// What is counted of a home's use. The words are part of reports and stand for ever; docs/usage.md says of each which entries
/// it counts, so that anybody can count again.
public enum Measure: String, CaseIterable, Sendable {
    // People
    case accountsMade = "accounts-made"
    case accountsSuspended = "accounts-suspended"
    case logIns = "log-ins"
    case logInsFailed = "log-ins-failed"

    // Leave to search
    case casesOpened = "cases-opened"
    case authorisationsRequested = "authorisations-requested"
    case authorisationsApproved = "authorisations-approved"
    case authorisationsRefused = "authorisations-refused"
    case authorisationsRevoked = "authorisations-revoked"
    case authorisationsExpired = "authorisations-expired"
    case breakGlassUsed = "break-glass-used"
    case breakGlassRefused = "break-glass-refused"
    case breakGlassLapsed = "break-glass-lapsed"

    // Searches
    case searches
    case searchesRefused = "searches-refused"
    case searchesInterrupted = "searches-interrupted"
    case searchesBreakGlass = "searches-break-glass"
    /// Completed, and nobody was found.
    case nullResults = "null-results"
    case candidatesShown = "candidates-shown"
    case listsOpenedAgain = "lists-opened-again"

    // Review
    case reviewsRequested = "reviews-requested"
    case reviews
    case disagreements

    // What came of it
    case outcomesNoLead = "outcomes-no-lead"
    case outcomesLead = "outcomes-lead"
    case outcomesRuledOut = "outcomes-ruled-out"
    case outcomesIdentified = "outcomes-identified"
    case charges
    case arrests
    case reunions
    case publications
    case otherActions = "other-actions"
    /// Of those who were identified or acted upon, with something besides the face that speaks for it.
    case corroborated
    case casesClosed = "cases-closed"
    case casesExported = "cases-exported"

    // Collections and those in them
    case photosEnrolled = "photos-enrolled"
    case erasures
    case photosErased = "photos-erased"
    case photosExpired = "photos-expired"
    case requestsReceived = "requests-received"
    case requestsAnswered = "requests-answered"
    case requestsRefused = "requests-refused"
    case requestsLate = "requests-late"
    case requestSearches = "request-searches"
    case requestSearchesInterrupted = "request-searches-interrupted"
    case personsSealed = "persons-sealed"
    case sealedHits = "sealed-hits"
    case protections

    // Rules and oversight
    case policyChanges = "policy-changes"
    case grantsGiven = "grants-given"
    case grantsRevoked = "grants-revoked"
    case signalsRaised = "signals-raised"
    case signalsExplained = "signals-explained"
    case signalsUpheld = "signals-upheld"
    case looksBehind = "looks-behind"
    case reportsPublished = "reports-published"
    case evidenceExported = "evidence-exported"

    static let places = Dictionary(uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}

/// Measures that belong together, in the order of a page.
public enum MeasureGroup: String, CaseIterable, Sendable {
    case searches, permission, review, outcomes, people, collections, oversight

    public var measures: [Measure] {
        switch self {
        case .searches:
            [
                .searches, .searchesRefused, .searchesInterrupted, .searchesBreakGlass, .nullResults, .candidatesShown,
                .listsOpenedAgain,
            ]
        case .permission:
            [
                .authorisationsRequested, .authorisationsApproved, .authorisationsRefused, .authorisationsRevoked,
                .authorisationsExpired, .breakGlassUsed, .breakGlassRefused, .breakGlassLapsed,
            ]
        case .review: [.reviewsRequested, .reviews, .disagreements]
        case .outcomes:
            [
                .casesOpened, .casesClosed, .outcomesNoLead, .outcomesLead, .outcomesRuledOut, .outcomesIdentified,
                .charges, .arrests, .reunions, .publications, .otherActions, .corroborated, .casesExported,
            ]
        case .people: [.accountsMade, .accountsSuspended, .logIns, .logInsFailed]
        case .collections:
            [
                .photosEnrolled, .erasures, .photosErased, .photosExpired, .requestsReceived, .requestsAnswered,
                .requestsRefused, .requestsLate, .requestSearches, .requestSearchesInterrupted, .personsSealed,
                .sealedHits, .protections,
            ]
        case .oversight:
            [
                .policyChanges, .grantsGiven, .grantsRevoked, .signalsRaised, .signalsExplained, .signalsUpheld,
                .looksBehind, .reportsPublished, .evidenceExported,
            ]
        }
    }

    public var title: String {
        switch self {
        case .searches: "Searches"
        case .permission: "Leave to search"
        case .review: "Review"
        case .outcomes: "What came of it"
        case .people: "Accounts"
        case .collections: "Collections, and those in them"
        case .oversight: "Rules and oversight"
        }
    }
}
