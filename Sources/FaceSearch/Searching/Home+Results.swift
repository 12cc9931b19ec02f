import Foundation
public import Records
import Rules
import TransparencyLog
import Vocabulary

/// What one's own searches returned, while it is kept.
extension Home {
    /// Within this time of the search, or of the last look, looking again is the same look.
    static let oneLook: TimeInterval = 15 * 60

    /// The list of one's own search. The look is logged.
    /// - Throws: `search.unknown`, `role.missing`, `log.…`.
    public func results(of search: String, as actor: Actor) async throws -> SearchResults {
        let key = try Self.logVerifierKey(of: directory)
        try await noteLook(at: search, as: actor)
        let (results, event) = try look(as: actor, .search) { deed in
            let past = try deed.ownSearch(search)
            let granted = try past.search.authorisation.flatMap {
                try deed.records.authorisation(AuthorisationRef($0))
            }
            let results = SearchResults(
                past: past, authorisation: try granted.map(deed.describe),
                collections: try deed.records.collections().filter { past.search.collections.contains($0.id) },
                probe: try deed.records.probe(of: search), candidates: try deed.entries(of: past), receipt: nil,
                logKey: key)
            return (results, try deed.records.event(of: EventType.searchCompleted.rawValue, about: search))
        }
        guard let event else { return results }
        return results.adding(try await log.receipt(for: event))
    }

    private func noteLook(at search: String, as actor: Actor) async throws {
        let isNew = try look(as: actor, .search) { deed in
            let past = try deed.ownSearch(search)
            let own = [search, deed.person.account.ref.rawValue]
            let since = deed.now.addingTimeInterval(-Self.oneLook)
            return try past.search.at < since
                && !deed.records.hasEvent(of: EventType.searchOpened.rawValue, about: own, since: since)
        }
        guard isNew else { return }
        try await act(as: actor, .search) { deed in
            _ = try deed.ownSearch(search)
            try deed.tell(.searchOpened, ["search": search])
        }
    }

    /// One candidate of one's own search. The look is logged, unless it is part of one that was.
    /// - Throws: `search.unknown`, `role.missing`, `log.…`.
    public func candidate(_ rank: Int, of search: String, as actor: Actor) async throws -> SearchResults.Entry {
        try await noteLook(at: search, as: actor)
        return try look(as: actor, .search) { deed in
            let past = try deed.ownSearch(search)
            guard let candidate = try deed.records.candidate(rank, of: search) else { throw Self.unknownSearch }
            return try deed.entry(candidate, in: past, deed.records.marks(of: search))
        }
    }

    /// The probe of one's own search: what the searcher put in, so no look at anybody. Nil when it is no longer kept.
    /// - Throws: `search.unknown`, `role.missing`.
    public func probe(of search: String, as actor: Actor) throws -> StoredProbe? {
        try look(as: actor, .search) { deed in
            _ = try deed.ownSearch(search)
            return try deed.records.probe(of: search)
        }
    }

    /// Those of one's own searches whose probes are still kept.
    public func searchesWithProbe(among searches: [String], as actor: Actor) throws -> Set<String> {
        try look(as: actor, .search) { deed in
            let own = try searches.filter {
                try deed.records.search($0)?.search.account == deed.person.account.ref.rawValue
            }
            return try deed.records.searchesWithProbe(among: own)
        }
    }

    /// One's own searches, newest first.
    /// - Parameter after: the id of one of them: those before it in time.
    public func searches(after: String? = nil, limit: Int, as actor: Actor) throws -> [PastSearch] {
        try look(as: actor, .search) {
            try $0.records.searches(by: $0.person.account.ref, after: after, limit: limit)
        }
    }

    /// Notes what a searcher thinks of a candidate of their own search.
    /// - Parameter mark: nil takes it away.
    /// - Throws: `search.unknown`, `role.missing`.
    public func mark(_ mark: CandidateMark?, rank: Int, of search: String, as actor: Actor) async throws {
        try await act(as: actor, .search) { deed in
            _ = try deed.ownSearch(search)
            guard let candidate = try deed.records.candidate(rank, of: search) else { throw Self.unknownSearch }
            try deed.records.mark(mark, candidate, at: deed.now, by: deed.person.account.ref)
            try deed.tell(
                .candidateMarked, ["search": search],
                ["rank": try .integer(rank), "mark": mark.map { .string($0.rawValue) } ?? .null])
        }
    }
}

extension Deed {
    /// - Throws: `search.unknown` for others' too.
    fileprivate func ownSearch(_ search: String) throws -> PastSearch {
        guard let past = try records.search(search), past.search.account == person.account.ref.rawValue else {
            throw Home.unknownSearch
        }
        return past
    }

    fileprivate func entries(of past: PastSearch) throws -> [SearchResults.Entry] {
        let marks = try records.marks(of: past.search.id)
        return try records.candidates(of: past.search.id).map { try entry($0, in: past, marks) }
    }

    fileprivate func entry(
        _ candidate: StoredCandidate, in past: PastSearch, _ marks: [Int: CandidateMark]
    ) throws -> SearchResults.Entry {
        let panel = try panel(of: candidate, in: past)
        var isSettled = true
        if case .waiting = panel.state { isSettled = false }
        let face = try visibleFace(of: candidate, for: past.search.purpose)
        return SearchResults.Entry(
            stored: candidate, face: face,
            collection: try face.flatMap { face in
                try records.collections().first { $0.id == face.photo.collection }
            },
            others: try face.map { face in
                try records.faces(in: face.photo.id).filter { $0.id != face.face.id }
            } ?? [],
            mark: marks[candidate.rank],
            state: try records.isSentToExaminers(candidate) ? panel.state : nil,
            reviews: isSettled ? try records.reviews(of: candidate.search, rank: candidate.rank) : [])
    }
}

extension SearchResults {
    fileprivate func adding(_ receipt: Receipt?) -> SearchResults {
        SearchResults(
            past: past, authorisation: authorisation, collections: collections, probe: probe, candidates: candidates,
            receipt: receipt, logKey: logKey)
    }
}
