public import Vocabulary

extension Failure.Code {
    // People
    /// The name of an account or an organisation.
    public static let accountUnusableName = Failure.Code("account.unusable-name", .usage)
    /// Roles that one account may not hold together.
    public static let accountRolesConflict = Failure.Code("account.roles-conflict", .policy)
    /// An account without any role.
    public static let accountWithoutRole = Failure.Code("account.no-role", .usage)
    public static let accountSuspended = Failure.Code("account.suspended", .policy)
    public static let organisationSuspended = Failure.Code("organisation.suspended", .policy)
    /// Nobody would be left who can manage accounts.
    public static let accountLastAdministrator = Failure.Code("account.last-administrator", .policy)
    /// The account holds no role that may do this.
    public static let roleMissing = Failure.Code("role.missing", .policy)

    // Policy
    /// The policy's text is not exactly of its form; the reason says the line.
    public static let policyMalformed = Failure.Code("policy.malformed", .policy)
    /// The policy asks for less than its profile does; the reason says the line.
    public static let policyBelowProfile = Failure.Code("policy.below-profile", .policy)
    /// The policy wants the probe's type declared, and nobody did.
    public static let probeTypeUndeclared = Failure.Code("probe.type-undeclared", .policy)
    /// The policy does not allow probes of this type.
    public static let probeTypeNotAllowed = Failure.Code("probe.type-not-allowed", .policy)

    // Asking for an authorisation
    /// A purpose that the policy does not list.
    public static let authorisationPurposeUnknown = Failure.Code("authorisation.purpose-unknown", .policy)
    public static let authorisationTooLong = Failure.Code("authorisation.too-long", .policy)
    public static let authorisationTooManySearches = Failure.Code("authorisation.too-many-searches", .policy)
    /// Necessity or proportionality is blank, or too short to say anything.
    public static let authorisationUnexplained = Failure.Code("authorisation.unexplained", .policy)
    /// It ends before it begins, has ended already, or begins too far ahead.
    public static let authorisationPeriod = Failure.Code("authorisation.period", .usage)
    public static let authorisationNoCollection = Failure.Code("authorisation.no-collection", .usage)
    /// The policy approves per project or per case, and none was named.
    public static let authorisationNoCase = Failure.Code("authorisation.no-case", .usage)
    /// The policy gives nobody an authorisation without somebody's approval.
    public static let authorisationNotStanding = Failure.Code("authorisation.not-standing", .policy)

    // Deciding
    public static let authorisationOwnRequest = Failure.Code("authorisation.own-request", .policy)
    /// It no longer waits for a decision.
    public static let authorisationDecided = Failure.Code("authorisation.decided", .policy)
    /// A break-glass search is approved or refused, not revoked, while it waits.
    public static let authorisationUndecided = Failure.Code("authorisation.undecided", .policy)

    // Using
    public static let authorisationNotYours = Failure.Code("authorisation.not-yours", .policy)
    public static let authorisationNotApproved = Failure.Code("authorisation.not-approved", .policy)
    public static let authorisationNotYet = Failure.Code("authorisation.not-yet", .policy)
    public static let authorisationExpired = Failure.Code("authorisation.expired", .policy)
    public static let authorisationExhausted = Failure.Code("authorisation.exhausted", .policy)
    /// It was refused or revoked, or nobody answered a break-glass search.
    public static let authorisationEnded = Failure.Code("authorisation.ended", .policy)
    /// Another collection or another purpose than was approved.
    public static let authorisationOutOfScope = Failure.Code("authorisation.out-of-scope", .policy)
    /// What was recorded of an authorisation cannot have come about by the rules.
    public static let authorisationInconsistent = Failure.Code("authorisation.inconsistent", .environment)

    // Break-glass
    public static let breakGlassNotAllowed = Failure.Code("break-glass.not-allowed", .policy)
    /// Break-glass without a reason.
    public static let breakGlassUnexplained = Failure.Code("break-glass.unexplained", .policy)

    /// A text that does not show as it is, or is too long.
    public static let textUnusable = Failure.Code("text.unusable", .usage)

    // Review and outcome
    /// An examiner of a candidate from their own search.
    public static let reviewOwnSearch = Failure.Code("review.own-search", .policy)
    /// A review without reasons.
    public static let reviewUnexplained = Failure.Code("review.unexplained", .usage)
    public static let reviewTwice = Failure.Code("review.twice", .policy)
    /// The candidate needs no further review.
    public static let reviewSettled = Failure.Code("review.settled", .policy)
    /// Nobody is identified without the examiners that the policy asks for.
    public static let outcomeNoCandidate = Failure.Code("outcome.no-candidate", .policy)
    /// No finding of examiners supports it.
    public static let outcomeNoFinding = Failure.Code("outcome.no-finding", .policy)
    /// Nobody is identified by a face alone.
    public static let outcomeUncorroborated = Failure.Code("outcome.uncorroborated", .policy)
    /// An action that is not described.
    public static let outcomeUnexplained = Failure.Code("outcome.unexplained", .usage)

    // Requests of those who may be in a collection
    /// It was answered, refused or withdrawn.
    public static let requestEnded = Failure.Code("request.ended", .policy)
    /// Nothing is looked for before it was checked who asks.
    public static let requestNotIdentified = Failure.Code("request.not-identified", .policy)
    /// It was checked before.
    public static let requestIdentified = Failure.Code("request.identified", .policy)
    /// Other means of checking who asks, not described.
    public static let requestUnidentified = Failure.Code("request.means-undescribed", .usage)
    /// It came in the future, or long ago.
    public static let requestReceivedWhen = Failure.Code("request.received-when", .usage)
    /// It is answered without a search.
    public static let requestNoSearch = Failure.Code("request.no-search", .usage)
    /// As many searches as one request allows.
    public static let requestSearchedEnough = Failure.Code("request.searched-enough", .policy)
    public static let requestNotSearched = Failure.Code("request.not-searched", .policy)
    /// Found photos of which nobody said whether they show the person.
    public static let requestUndecided = Failure.Code("request.undecided", .policy)
    /// A refusal without reasons.
    public static let requestUnexplained = Failure.Code("request.unexplained", .policy)

    // Grants
    /// The collection's organisation has not granted this search.
    public static let grantNone = Failure.Code("grant.none", .policy)
    /// It ends before it begins, or has ended already.
    public static let grantPeriod = Failure.Code("grant.period", .usage)
    /// A purpose that the policy does not list, or none at all.
    public static let grantPurposeUnknown = Failure.Code("grant.purpose-unknown", .policy)

    // Clock
    /// The system's clock is before what was recorded.
    public static let clockBehind = Failure.Code("clock.behind", .environment)
}
