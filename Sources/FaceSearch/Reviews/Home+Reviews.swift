import Foundation
public import Records
public import Rules
import TransparencyLog
import Vocabulary

/// Examiners look at a candidate independently of each other: none is told what another said before all have spoken.
extension Home {
    /// Sends a candidate of one's own search to examiners.
    /// - Throws: `search.unknown`, `review.settled` where the policy asks for no examiners, `role.missing`.
    public func requestReview(of search: String, rank: Int, as actor: Actor) async throws {
        try await act(as: actor, .requestReview) { deed in
            let (past, candidate) = try deed.candidate(rank, of: search)
            guard past.search.account == deed.person.account.ref.rawValue else { throw Self.unknownSearch }
            let panel = try deed.panel(of: candidate, in: past)
            guard case .waiting = panel.state else {
                throw Failure(
                    .reviewSettled, "The candidate needs no further review.", remedy: "Send one that does.")
            }
            try deed.records.requestReview(
                of: candidate, examiners: panel.examinersNeeded, at: deed.now, by: deed.person.account.ref)
            try deed.tell(.reviewRequested, ["search": search], ["rank": try .integer(rank)])
        }
    }

    /// What one may examine now, oldest first.
    public func waitingReviews(as actor: Actor) async throws -> [WaitingReview] {
        try await passTime()
        return try look(as: actor, .review) { deed in
            try deed.records.reviewRequests(in: deed.person.organisation.ref).compactMap { request in
                let candidate = request.candidate
                guard let past = try deed.records.search(candidate.search),
                    (try? deed.panel(of: candidate, in: past).check(deed.person.account.ref)) != nil
                else { return nil }
                return WaitingReview(
                    search: candidate.search, rank: candidate.rank, similarity: candidate.similarity,
                    asked: request.asked)
            }
        }
    }

    /// Shows an examiner probe and candidate. The look is logged.
    /// - Throws: `search.unknown`, `review.not-requested`, `review.own-search`, `role.missing`.
    public func candidateUnderReview(
        _ search: String, rank: Int, as actor: Actor
    ) async throws -> CandidateUnderReview {
        try await act(as: actor, .review) { deed in
            let shown = try deed.candidateUnderReview(search, rank)
            try deed.tell(.reviewOpened, ["search": search], ["rank": try .integer(rank)])
            return shown
        }
    }

    /// The same once more, for the pictures of a page: to whom it was shown before.
    /// - Throws: as ``candidateUnderReview(_:rank:as:)``, and `review.not-seen`.
    public func openedReview(_ search: String, rank: Int, as actor: Actor) throws -> CandidateUnderReview {
        try look(as: actor, .review) { deed in
            let shown = try deed.candidateUnderReview(search, rank)
            guard try deed.hasOpened(rank, of: search) else { throw Self.reviewNotSeen }
            return shown
        }
    }

    /// Records what an examiner says of a candidate.
    /// - Returns: how the candidate stands then.
    /// - Throws: `search.unknown`, `review.not-requested`, `review.own-search`, `review.twice`, `review.settled`,
    ///   `review.unexplained`, `role.missing`.
    public func review(
        _ search: String, rank: Int, _ verdict: Verdict, reasons: String, as actor: Actor
    ) async throws -> ReviewPanel.State {
        try Review.check(reasons: reasons)
        try FreeText.check(reasons)
        return try await act(as: actor, .review) { deed in
            let (past, candidate) = try deed.candidate(rank, of: search)
            guard try deed.records.isSentToExaminers(candidate) else { throw Self.reviewNotRequested }
            try deed.panel(of: candidate, in: past).check(deed.person.account.ref)
            guard try deed.hasOpened(rank, of: search) else { throw Self.reviewNotSeen }
            try deed.records.add(
                ReviewRecord(
                    search: search, rank: rank, review: Review(by: deed.person.account.ref, verdict), reasons: reasons,
                    at: deed.now))
            try deed.tell(
                .reviewRecorded, ["search": search],
                [
                    "rank": try .integer(rank), "verdict": .string(verdict.rawValue), "reasons": .string(reasons),
                ])
            return try deed.panel(of: candidate, in: past).state
        }
    }

    /// How a candidate of one's organisation's searches stands, with the reviews that one may see.
    /// - Throws: `search.unknown`, `role.missing`.
    public func reviews(
        of search: String, rank: Int, as actor: Actor
    ) async throws -> (state: ReviewPanel.State, visible: [ReviewRecord]) {
        try await passTime()
        return try look(as: actor, .seeCases) { deed in
            let (past, candidate) = try deed.candidate(rank, of: search)
            let panel = try deed.panel(of: candidate, in: past)
            return (panel.state, try deed.visibleReviews(of: candidate, panel))
        }
    }

    static let unknownSearch = Failure(
        .searchUnknown, "There is no such search, or its list has no such candidate, or is no longer kept.",
        remedy: "Use the id that `search` printed, and a rank of its list.")
    private static let reviewNotSeen = Failure(
        .reviewNotSeen, "You have not looked at probe and candidate.", remedy: "Look first: `likeness review show`.")
    fileprivate static let reviewNotRequested = Failure(
        .reviewNotRequested, "The candidate was not sent to examiners.",
        remedy: "Its searcher sends it: `likeness review request`.")
}

extension Deed {
    /// What an examiner is shown.
    fileprivate func candidateUnderReview(_ search: String, _ rank: Int) throws -> CandidateUnderReview {
        let (past, candidate) = try candidate(rank, of: search)
        let panel = try panel(of: candidate, in: past)
        guard try records.isSentToExaminers(candidate) else { throw Home.reviewNotRequested }
        // Whoever has reviewed it may look again; whoever may not review it may not look.
        if !panel.reviews.contains(where: { $0.examiner == person.account.ref }) { try panel.check(person.account.ref) }
        return CandidateUnderReview(
            search: search, rank: rank, similarity: candidate.similarity, purpose: past.search.purpose,
            probeType: past.search.probeType, probe: try records.probe(of: search),
            candidate: try visibleFace(of: candidate, for: past.search.purpose),
            state: panel.state,
            visible: try visibleReviews(of: candidate, panel))
    }

    /// Whether one was shown this very candidate before.
    fileprivate func hasOpened(_ rank: Int, of search: String) throws -> Bool {
        try records.events(of: EventType.reviewOpened.rawValue, about: search).contains { event in
            LoggedEvent(event.entry)?.ids["account"]?.text == person.account.ref.rawValue
                && event.payload?["rank"]?.whole == rank
        }
    }

    /// A candidate of a search that somebody of one's own organisation made.
    fileprivate func candidate(_ rank: Int, of search: String) throws -> (PastSearch, StoredCandidate) {
        guard let past = try records.search(search),
            let searcher = try records.account(AccountRef(past.search.account)),
            searcher.organisation == person.organisation.ref,
            let candidate = try records.candidate(rank, of: search)
        else { throw Home.unknownSearch }
        return (past, candidate)
    }

    /// As many examiners have to agree as the policy asked for when the candidate was sent to them: a later policy changes no
    /// finding.
    func panel(of candidate: StoredCandidate, in past: PastSearch) throws -> ReviewPanel {
        ReviewPanel(
            examinersNeeded: try records.examinersNeeded(for: candidate) ?? policy.examinersNeeded,
            searcher: AccountRef(past.search.account), searcherMayExamine: policy.profile == .household,
            reviews: try records.reviews(of: candidate.search, rank: candidate.rank).map(\.review))
    }

    fileprivate func visibleReviews(of candidate: StoredCandidate, _ panel: ReviewPanel) throws -> [ReviewRecord] {
        let visible = Set(panel.visible(to: person.account.ref))
        return try records.reviews(of: candidate.search, rank: candidate.rank).filter { visible.contains($0.review) }
    }
}
