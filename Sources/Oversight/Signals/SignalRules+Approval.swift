import FaceSearch
import Rules

/// What is known of a search by how it was allowed.
extension SignalRules {
    /// A request was refused, and all the same the case, or the face, was searched: on another approver's word, or on none.
    func afterRefusal() -> [SignalDraft] {
        let span = Int64(limits.afterRefusalDays) * 86_400
        let refused = history.authorisations.values.filter { $0.isRefused && $0.caseFile >= 0 }
        return refused.compactMap { refusal -> SignalDraft? in
            guard let moment = refusal.decided else { return nil }
            // Faces that were searched on what was refused: on a break-glass, that is.
            let faces = Set(
                (byAccount[refusal.requester] ?? []).filter { $0.authorisation == refusal.number }
                    .compactMap { groups[$0.number] })
            var found = (byAccount[refusal.requester] ?? []).filter { search in
                guard (moment...moment + span).contains(search.at), search.authorisation != refusal.number,
                    let other = history.authorisations[search.authorisation],
                    // Approved after the refusal, whenever it was asked for: two approvers may be asked at once.
                    (other.isBreakGlass ? other.asked : other.decided ?? other.asked) >= moment,
                    // Whoever refused may be convinced by a better request.
                    other.decider != refusal.decider
                else { return false }
                return search.caseFile == refusal.caseFile || groups[search.number].map(faces.contains) == true
            }
            // Or as if whom they were refused had asked about themselves.
            found += (requestsByAccount[refusal.requester] ?? []).filter { search in
                (moment...moment + span).contains(search.at) && groups[search.number].map(faces.contains) == true
            }
            guard !found.isEmpty else { return nil }
            return draft(
                .afterRefusal, key: [text(refusal.number)], account: refusal.requester, searches: found,
                entries: history.occurrence(at: refusal.decidedAt), figures: ["searches": found.count])
        }
    }

    /// Many searches just before leave to search ends.
    func burstsBeforeExpiry() -> [SignalDraft] {
        Dictionary(grouping: history.searches.filter { $0.authorisation >= 0 }, by: \.authorisation).compactMap {
            authorisation, searches -> SignalDraft? in
            guard let expires = history.authorisations[authorisation]?.expires else { return nil }
            let last = searches.filter { $0.at > expires - Int64(limits.burstHours) * 3600 }
            // Where the work was done evenly, or all in its last days, nothing is saved up.
            guard last.count >= limits.burstSearches, 2 * last.count >= searches.count else { return nil }
            return draft(
                .burstBeforeExpiry, key: [text(authorisation)], account: last[0].account, searches: last,
                figures: ["searches": last.count])
        }
    }

    /// Approved before anybody could have read the request.
    func hastyApprovals() -> [SignalDraft] {
        let hasty = approved.filter {
            ($0.decided ?? .max) - $0.asked <= Int64(limits.hastySeconds) && !$0.isBreakGlass
        }
        return Dictionary(grouping: hasty, by: \.decider).flatMap { approver, own -> [SignalDraft] in
            Episode.find(own, at: { $0.decided ?? 0 }, within: window) { $0.count >= limits.hastyApprovals }.map {
                found in
                draft(
                    .hastyApprovals, key: [text(approver), text(found[found.startIndex].number)], account: approver,
                    entries: found.flatMap { history.occurrence(at: $0.decidedAt) },
                    figures: ["approvals": found.count])
            }
        }
    }

    /// Nearly all of a requester's approvals by one approver, although most colleagues' come from several. One finding for each pair.
    func samePairs() -> [SignalDraft] {
        let byOrganisation = Dictionary(grouping: approved, by: \.organisation)
        return Dictionary(grouping: approved, by: \.requester).flatMap { requester, own -> [SignalDraft] in
            let colleagues = byOrganisation[own[0].organisation, default: []].filter { $0.requester != requester }
            return Set(own.map(\.decider)).compactMap { approver -> SignalDraft? in
                let found = Episode.findLongest(own, at: { $0.decided ?? 0 }, within: window) { stretch in
                    isPair(stretch, approver) && areMixed(colleagues, during: stretch)
                }.joined().filter { $0.decider == approver }
                guard !found.isEmpty else { return nil }
                return draft(
                    .samePair, key: [text(requester), text(approver)], account: requester,
                    entries: found.flatMap { history.occurrence(at: $0.decidedAt) },
                    figures: ["approvals": found.count])
            }
        }
    }

    /// Nine of ten, that it does not help to ask somebody else once.
    private func isPair(_ stretch: ArraySlice<AuthorisationHistory>, _ approver: Int32) -> Bool {
        guard stretch.count >= limits.pairApprovals, stretch.first?.decider == approver else { return false }
        let own = stretch.count { $0.decider == approver }
        return own >= limits.pairApprovals && 10 * own >= 9 * stretch.count
    }

    /// Whether of the colleagues who asked often enough to have met several approvers most did.
    private func areMixed(_ colleagues: [AuthorisationHistory], during stretch: ArraySlice<AuthorisationHistory>)
        -> Bool
    {
        guard let from = stretch.first?.decided, let to = stretch.last?.decided else { return false }
        let asked = Dictionary(grouping: colleagues.filter { (from...to).contains($0.decided ?? 0) }, by: \.requester)
            .values.filter { $0.count >= 3 }
        let mixed = asked.count { Set($0.map(\.decider)).count > 1 }
        return mixed > 0 && 2 * mixed >= asked.count
    }

    /// Approvals in the order in which they were given.
    private var approved: [AuthorisationHistory] {
        history.authorisations.values.filter(\.isApproved).sorted { $0.decidedAt < $1.decidedAt }
    }

    func breakGlassHabits() -> [SignalDraft] {
        Dictionary(grouping: occurrences(of: [.breakGlassUsed]), by: \.account).flatMap {
            account, uses -> [SignalDraft] in
            Episode.find(uses, at: \.at, within: window) { $0.count >= limits.breakGlassUses }.map { found in
                draft(
                    .breakGlassHabit, key: [text(account), text(found[found.startIndex].authorisation)],
                    account: account, entries: Array(found), figures: ["uses": found.count])
            }
        }
    }
}
