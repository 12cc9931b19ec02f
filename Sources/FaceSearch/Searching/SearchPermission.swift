import Records
import Vocabulary

/// What the rules allow a search to do.
struct SearchPermission {
    let purpose: String
    let collections: [CollectionRecord]
}

extension Home {
    /// Asks the home's rules whether the search may be made, and where.
    ///
    /// Only a household's standing authorisation exists so far. The other profiles ask for one that somebody else has
    /// approved; as nobody can approve yet, every search in them is refused rather than let through.
    /// - Throws: `authorisation.required`, `collection.…`, `search.…`.
    func permit(_ request: SearchRequest) throws -> SearchPermission {
        guard profile.authorisesByItself else {
            throw Failure(
                .authorisationRequired,
                "The profile \(profile.rawValue) asks for an authorisation that an approver has granted.",
                remedy: "Nobody can grant one in this version: keep own photos in a home of the profile household.")
        }
        guard request.authorisation == nil else {
            throw Failure(
                .authorisationRequired, "No such authorisation was granted in this home.",
                remedy: "Leave --authorisation out: a household searches on its standing authorisation.")
        }
        guard (1...1000).contains(request.limit), (-1...1).contains(request.threshold) else {
            throw Failure(
                .searchBounds, "The limit or the threshold is out of bounds.",
                remedy: "Ask for 1 to 1,000 candidates at a similarity from -1 to 1.")
        }
        let collections =
            try request.collections.isEmpty
            ? collections().filter { $0.closed == nil }
            : Set(request.collections).sorted().map { try openCollection(named: $0) }
        guard !collections.isEmpty else {
            throw Failure(
                .searchNothingEnrolled, "There is no collection to search.",
                remedy: "Make one with `likeness collection create`, then `likeness index` a folder into it.")
        }
        return SearchPermission(purpose: request.purpose.flatMap(tidied) ?? "own photos", collections: collections)
    }
}
