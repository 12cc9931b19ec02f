import Records
import Rules
import Vocabulary

/// What the rules allow a search to do.
struct SearchPermission {
    let purpose: String
    let collections: [CollectionRecord]
    /// As it is once this search was made; nil where the policy itself allows the search.
    let authorisation: Authorisation?
}

extension Deed {
    /// Asks the rules whether a search may be made, and where. Changes nothing.
    /// - Throws: `search.…`, `probe.type-…`, `account.locked`, `authorisation.…`, `break-glass.not-allowed`, `case.closed`,
    ///   `collection.…`, `grant.none`.
    func permit(_ request: SearchRequest) throws -> SearchPermission {
        guard (1...1000).contains(request.limit), (-1...1).contains(request.threshold) else {
            throw Failure(
                .searchBounds, "The limit or the threshold is out of bounds.",
                remedy: "Ask for 1 to 1,000 candidates at a similarity from -1 to 1.")
        }
        guard request.limit <= policy.longestCandidateList else {
            throw Failure(
                .searchListTooLong, "The policy does not allow a list of this length.",
                remedy: "Ask for \(policy.longestCandidateList) candidates at most.")
        }
        guard person.account.lockedBy == nil else { throw Home.accountLocked }
        let permission = try policy.approval == .none ? standing(request) : authorised(request)
        try policy.checkProbe(request.probeType)
        guard !permission.collections.isEmpty else {
            throw Failure(
                .searchNothingEnrolled, "There is no collection to search.",
                remedy: "Make one with `likeness collection create`, then `likeness index` a folder into it.")
        }
        for collection in permission.collections { try checkAccess(to: collection, for: permission.purpose) }
        return permission
    }

    /// On the policy's own standing authorisation: in one's own collections.
    private func standing(_ request: SearchRequest) throws -> SearchPermission {
        guard request.authorisation == nil else {
            throw Failure(
                .authorisationUnknown, "No such authorisation was granted in this home.",
                remedy: "Leave --authorisation out: the policy itself allows the search.")
        }
        let collections =
            try request.collections.isEmpty
            ? records.collections().filter { $0.closed == nil && $0.organisation == person.organisation.ref }
            : Set(request.collections).sorted().map { try records.openCollection(named: $0) }
        let purpose = request.purpose.flatMap(tidied) ?? policy.purposes.first ?? ""
        return SearchPermission(purpose: purpose, collections: collections, authorisation: nil)
    }

    private func authorised(_ request: SearchRequest) throws -> SearchPermission {
        guard let ref = request.authorisation else {
            throw Failure(
                .authorisationRequired, "The policy asks for an authorisation that an approver has granted.",
                remedy: "Request one with `likeness authorise request`, then name it with --authorisation.")
        }
        guard let granted = try records.authorisation(ref),
            try records.account(granted.request.requester)?.organisation == person.organisation.ref
        else { throw Home.unknownAuthorisation }
        let collections =
            try request.collections.isEmpty
            ? records.collections().filter { granted.request.collections.contains($0.id) && $0.closed == nil }
            : Set(request.collections).sorted().map { try records.openCollection(named: $0) }
        let used = try granted.after(
            .use(
                by: person.account.ref, collections: Set(collections.map(\.id)),
                purpose: request.purpose.flatMap(tidied)),
            at: now, under: policy)
        if let caseRef = granted.request.caseRef, try records.caseFile(caseRef)?.closed != nil { throw Home.caseClosed }
        return SearchPermission(purpose: granted.request.purpose, collections: collections, authorisation: used)
    }

    /// One's own organisation's collections, and those that another has granted.
    func checkAccess(to collection: CollectionRecord, for purpose: String) throws {
        guard let owner = collection.organisation else { throw Home.unusable }
        try SearchGrantTerms.check(
            owner: owner, searching: person.organisation.ref,
            granted: records.grants(of: collection.id, to: person.organisation.ref).map(\.terms), purpose: purpose,
            at: now)
    }
}
