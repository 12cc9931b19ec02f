public import Foundation
public import Vocabulary

extension SubjectRequest {
    /// The most days between its receipt and its being recorded.
    public static let latestEntryDays = 60
    /// With so many photos of whoever asks may be searched for one request: it is no leave to look around.
    public static let mostSearches = 5

    /// A request that has come in.
    /// - Parameter received: when it reached the operator; deadlines run from then.
    /// - Throws: `request.received-when` for a moment to come, or one that is long past.
    public static func received(
        _ kind: RequestKind, at received: Date, under policy: Policy, now: Date
    ) throws(Failure) -> SubjectRequest {
        let age = now.timeIntervalSince(received)
        guard age >= 0, age <= TimeInterval(latestEntryDays) * 86_400 else {
            throw Failure(
                .requestReceivedWhen, "A request is recorded once it has come in, and within \(latestEntryDays) days.",
                remedy: "Give the day on which it reached you.")
        }
        let due = received.addingTimeInterval(TimeInterval(kind.days(under: policy)) * 86_400)
        return SubjectRequest(kind: kind, received: received, due: due)
    }

    /// - Throws: `request.ended`, `request.identified`; `request.unidentified`, `text.unusable`.
    public func identified(
        by means: IdentityMeans, words: String?, at now: Date, account: AccountRef
    ) throws(Failure) -> SubjectRequest {
        try checkOpen()
        guard identification == nil else {
            throw Failure(
                .requestIdentified, "It was checked before who asks, and that stays as it was recorded.",
                remedy: "Go on with the search, or with the answer.")
        }
        try Identification.check(means, words: words)
        var next = self
        next.identification = Identification(
            means: means, words: means == .other ? words : nil, at: now, by: account)
        return next
    }

    /// Whether a collection may be searched for whoever asks.
    /// - Throws: `request.ended`, `request.not-identified`, `request.no-search`, `request.searched-enough`.
    public func checkSearch(after progress: RequestProgress) throws(Failure) {
        try checkOpen()
        try checkIdentified()
        guard kind.needsSearch else {
            throw Failure(
                .requestNoSearch, "A request of this kind is answered without a search.",
                remedy: "Answer it with a photo of the person.")
        }
        guard progress.searches < Self.mostSearches else {
            throw Failure(
                .requestSearchedEnough, "\(Self.mostSearches) searches were made for this request.",
                remedy: "Answer it by what was found.")
        }
    }

    /// Whether it may be said of a found face whose it is.
    /// - Throws: `request.ended`, `request.not-identified`.
    public func checkJudging() throws(Failure) {
        try checkOpen()
        try checkIdentified()
    }

    /// Whether it may be granted and answered.
    /// - Throws: `request.ended`, `request.not-identified`, `request.not-searched`, `request.undecided`.
    public func checkAnswer(after progress: RequestProgress) throws(Failure) {
        try checkOpen()
        try checkIdentified()
        guard kind.needsSearch else { return }
        guard progress.searches > 0 else {
            throw Failure(
                .requestNotSearched, "Nobody has looked yet whether they are in the collections.",
                remedy: "Search with a photo of the person first.")
        }
        guard progress.judged == progress.found else {
            throw Failure(
                .requestUndecided,
                "Of \(progress.found - progress.judged) found photos it is not said whether they show the person.",
                remedy: "Say of each that it is the person, or is not.")
        }
    }

    /// Grants and answers it.
    /// - Throws: as ``checkAnswer(after:)``.
    public func answered(after progress: RequestProgress, at now: Date, account: AccountRef) throws(Failure)
        -> SubjectRequest
    {
        try checkAnswer(after: progress)
        return ended(Decision(.answered, reason: nil, at: now, by: account))
    }

    /// Refuses it. It need not be identified: that it cannot be is a reason (GDPR Art. 11(2), 12(6)).
    /// - Throws: `request.ended`, `request.unexplained`, `text.unusable`.
    public func refused(because reason: String, at now: Date, account: AccountRef) throws(Failure) -> SubjectRequest {
        try checkOpen()
        try FreeText.check(reason)
        guard Explanation.length(of: reason) >= AuthorisationRequest.shortestExplanation else {
            throw Failure(
                .requestUnexplained, "A refusal says why.",
                remedy:
                    "Write at least \(AuthorisationRequest.shortestExplanation) characters: the person gets to read "
                    + "them, and may complain.")
        }
        return ended(Decision(.refused, reason: reason, at: now, by: account))
    }

    /// Whoever asked takes it back.
    /// - Throws: `request.ended`.
    public func withdrawn(at now: Date, account: AccountRef) throws(Failure) -> SubjectRequest {
        try checkOpen()
        return ended(Decision(.withdrawn, reason: nil, at: now, by: account))
    }

    private func ended(_ decision: Decision) -> SubjectRequest {
        var next = self
        next.decision = decision
        return next
    }

    private func checkOpen() throws(Failure) {
        guard state.isOpen else {
            throw Failure(
                .requestEnded, "The request has ended: it was answered, refused or withdrawn.",
                remedy: "Whoever asks again makes a new request.")
        }
    }

    private func checkIdentified() throws(Failure) {
        guard identification != nil else {
            throw Failure(
                .requestNotIdentified, "It was not checked who asks.",
                remedy: "Check it, and record by what means: `likeness request identify`.")
        }
    }
}
