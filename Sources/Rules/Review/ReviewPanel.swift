public import Vocabulary

/// The examiners of one candidate: who may still review it, who sees whose verdict, and what they found.
///
/// A finding exists as soon as as many examiners agree as are needed, N. At most N + 1 review: one disagreement has one
/// more examiner decide. There is no finding once so many can no longer agree.
///
/// | needed | reviews so far (S supports, D does not support, I inconclusive) | state |
/// |---|---|---|
/// | 0 | | no finding is asked for, nobody reviews |
/// | 1 | S | finding S |
/// | 2 | S | waits for 1 |
/// | 2 | S S | finding S |
/// | 2 | S D | waits for 1, a third |
/// | 2 | S D D | finding D |
/// | 2 | S D I | no finding |
/// | 3 | S D | waits for 2 |
/// | 3 | S D I, S S D I | no finding |
/// | 3 | S S D S | finding S |
public struct ReviewPanel: Hashable, Sendable {
    public enum State: Hashable, Sendable {
        /// The policy asks for no examiner.
        case notNeeded
        /// So many further examiners are needed at least.
        case waiting(more: Int)
        case finding(Verdict)
        /// The examiners did not agree.
        case noFinding
    }

    /// How many have to agree.
    public let examinersNeeded: Int
    /// Who made the search.
    public let searcher: AccountRef
    /// Whether the searcher may be one of the examiners: in a household only.
    public let searcherMayExamine: Bool
    /// In the order in which they were made.
    public let reviews: [Review]

    public init(examinersNeeded: Int, searcher: AccountRef, searcherMayExamine: Bool, reviews: [Review]) {
        self.examinersNeeded = examinersNeeded
        self.searcher = searcher
        self.searcherMayExamine = searcherMayExamine
        self.reviews = reviews
    }

    public init(under policy: Policy, searcher: AccountRef, reviews: [Review]) {
        self.init(
            examinersNeeded: policy.examinersNeeded, searcher: searcher,
            searcherMayExamine: policy.profile == .household, reviews: reviews)
    }

    public var state: State {
        guard examinersNeeded > 0 else { return .notNeeded }
        var votes: [Verdict: Int] = [:]
        for (index, review) in reviews.enumerated() {
            votes[review.verdict, default: 0] += 1
            if votes[review.verdict] == examinersNeeded { return .finding(review.verdict) }
            let stillToCome = examinersNeeded - index
            if missing(votes) > stillToCome { return .noFinding }
        }
        return .waiting(more: missing(votes))
    }

    /// How many more have to agree with the verdict that has most.
    private func missing(_ votes: [Verdict: Int]) -> Int { examinersNeeded - (votes.values.max() ?? 0) }

    /// Whether somebody may review the candidate now.
    /// - Throws: `review.own-search`, `review.twice`, `review.settled`.
    public func check(_ examiner: AccountRef) throws(Failure) {
        guard searcherMayExamine || examiner != searcher else {
            throw Failure(
                .reviewOwnSearch, "Nobody examines a candidate of their own search.", remedy: "Ask another examiner.")
        }
        guard !reviews.contains(where: { $0.examiner == examiner }) else {
            throw Failure(
                .reviewTwice, "You have reviewed this candidate.", remedy: "Leave it to another examiner.")
        }
        guard case .waiting = state else {
            throw Failure(
                .reviewSettled, "The candidate needs no further review.", remedy: "Review one that waits.")
        }
    }

    /// The reviews that somebody may see: their own, and the others' once all are in. So each examiner is blind to the
    /// others, a third after a disagreement too.
    public func visible(to account: AccountRef) -> [Review] {
        if case .waiting = state { reviews.filter { $0.examiner == account } } else { reviews }
    }
}
