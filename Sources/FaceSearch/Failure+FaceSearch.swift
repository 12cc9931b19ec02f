public import Vocabulary

extension Failure.Code {
    // Home
    /// No home at the place that was named.
    public static let homeMissing = Failure.Code("home.missing", .environment)
    /// Another process is writing to the home.
    public static let homeLocked = Failure.Code("home.locked", .environment)
    /// The home cannot be read or written as it must be.
    public static let homeUnusable = Failure.Code("home.unusable", .environment)
    /// The log has entries that the records do not know: they were put back to an earlier state.
    public static let recordsRolledBack = Failure.Code("records.rolled-back", .environment)
    /// The gallery lacks faces that the records hold.
    public static let homeInconsistent = Failure.Code("home.inconsistent", .environment)

    // Files that an index run passes over
    public static let fileMissing = Failure.Code("file.missing", .work)
    public static let fileUnreadable = Failure.Code("file.unreadable", .work)
    /// A FIFO, a socket or a device.
    public static let fileSpecial = Failure.Code("file.special", .work)
    /// Symbolic links are not followed: photos come from the folders that were named.
    public static let fileSymlink = Failure.Code("file.symlink", .work)
    public static let folderUnreadable = Failure.Code("folder.unreadable", .work)
    public static let pathMissing = Failure.Code("path.missing", .usage)

    /// No file holds a photo's enrolled content any more.
    public static let photoChanged = Failure.Code("photo.changed", .work)

    // Metadata table
    public static let metadataUnreadable = Failure.Code("metadata.unreadable", .usage)

    // Collections
    /// A name or another text that cannot be shown as it is.
    public static let collectionUnusableText = Failure.Code("collection.unusable-text", .usage)

    // People
    public static let accountUnknown = Failure.Code("account.unknown", .usage)
    /// Only the first account is made without an administrator.
    public static let accountNotFirst = Failure.Code("account.not-first", .policy)
    /// A set-up code that is nobody's, used or too old.
    public static let accountCodeWrong = Failure.Code("account.code-wrong", .policy)
    /// The policy asks for a second factor, and the account has none.
    public static let accountNoSecondFactor = Failure.Code("account.no-second-factor", .policy)
    public static let entryUnknown = Failure.Code("entry.unknown", .usage)
    public static let organisationUnknown = Failure.Code("organisation.unknown", .usage)
    public static let unitUnknown = Failure.Code("unit.unknown", .usage)
    public static let loginFailed = Failure.Code("login.failed", .policy)
    /// Nobody is logged in, or the session has ended.
    public static let signedOut = Failure.Code("login.needed", .policy)

    // Tokens of programs
    public static let tokenUnusable = Failure.Code("token.unusable", .usage)
    public static let tokenUnknown = Failure.Code("token.unknown", .usage)
    /// The token was made for other things.
    public static let tokenOutOfScope = Failure.Code("token.out-of-scope", .policy)

    /// Searching was taken from the account: a break-glass search was not approved.
    public static let accountLocked = Failure.Code("account.locked", .policy)
    public static let accountNotLocked = Failure.Code("account.not-locked", .usage)

    // Cases, authorisations, grants
    public static let caseUnknown = Failure.Code("case.unknown", .usage)
    public static let caseClosed = Failure.Code("case.closed", .policy)
    /// A case that somebody else opened and searched on.
    public static let caseNotYours = Failure.Code("case.not-yours", .policy)
    public static let caseUnusableReference = Failure.Code("case.unusable-reference", .usage)
    public static let authorisationUnknown = Failure.Code("authorisation.unknown", .policy)
    /// A break-glass search of one's own still waits for an answer.
    public static let breakGlassUnanswered = Failure.Code("break-glass.unanswered", .policy)
    public static let grantUnknown = Failure.Code("grant.unknown", .usage)
    /// Only its own organisation looks after a collection.
    public static let collectionOtherOrganisation = Failure.Code("collection.other-organisation", .policy)

    // Reviews
    /// No such search of one's organisation, or no such candidate in its list, or its list is no longer kept.
    public static let searchUnknown = Failure.Code("search.unknown", .usage)
    /// An examiner who has not looked at what they judge.
    public static let reviewNotSeen = Failure.Code("review.not-seen", .policy)
    /// The candidate was not sent to examiners.
    public static let reviewNotRequested = Failure.Code("review.not-requested", .usage)

    // Erasure and sealing
    /// Erasing and sealing need a reason.
    public static let reasonMissing = Failure.Code("reason.missing", .usage)
    /// No such sealed person of one's organisation.
    public static let sealUnknown = Failure.Code("seal.unknown", .usage)

    // Requests of those who may be in a collection
    /// No such request to one's own organisation.
    public static let requestUnknown = Failure.Code("request.unknown", .usage)
    public static let requestUnusableReference = Failure.Code("request.unusable-reference", .usage)
    /// Another search for the request has not ended yet.
    public static let requestSearching = Failure.Code("request.searching", .policy)
    /// A second photo that does not resemble the first.
    public static let requestOtherFace = Failure.Code("request.other-face", .policy)
    /// Nothing of this number was found for the request, or it is no longer kept.
    public static let requestFaceUnknown = Failure.Code("request.face-unknown", .usage)
    /// A photo of the person is needed to seal them, or to have overseers told of searches for them.
    public static let requestNoPhoto = Failure.Code("request.no-photo", .usage)

    // Policy
    /// A policy of another profile than the home's.
    public static let policySmallestCountFixed = Failure.Code("policy.smallest-count-fixed", .policy)
    public static let policyOtherProfile = Failure.Code("policy.other-profile", .policy)

    // Search
    /// The policy asks for an authorisation that an approver has granted, and none was named.
    public static let authorisationRequired = Failure.Code("authorisation.required", .policy)
    public static let probeWithoutFace = Failure.Code("probe.no-face", .work)
    /// More than one face, and nobody said which.
    public static let probeSeveralFaces = Failure.Code("probe.several-faces", .usage)
    public static let probeFaceMissing = Failure.Code("probe.no-such-face", .usage)
    /// A longer list than the policy allows.
    public static let searchListTooLong = Failure.Code("search.list-too-long", .policy)
    public static let searchBounds = Failure.Code("search.bounds", .usage)
    public static let searchNothingEnrolled = Failure.Code("search.nothing-enrolled", .usage)
}
