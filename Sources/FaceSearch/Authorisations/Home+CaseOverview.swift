public import Records
public import Rules
import Vocabulary

/// A case with all that hangs on it, but for faces: those are seen by whoever searched, and in the case's file.
public struct CaseOverview: Sendable {
    public struct Search: Sendable {
        public let past: PastSearch
        public let by: String
        /// Whether it is one's own.
        public let isOwn: Bool
        /// Whether its probe is still kept.
        public let hasProbe: Bool
    }

    /// A candidate on whom examiners have agreed.
    public struct Finding: Sendable {
        public let search: String
        public let rank: Int
        public let verdict: Verdict
    }

    public let record: CaseRecord
    public let openedBy: String
    /// Newest first.
    public let authorisations: [DescribedAuthorisation]
    /// Newest first.
    public let searches: [Search]
    public let findings: [Finding]
    public let outcomes: [(record: OutcomeRecord, by: String)]
    public let mayExport: Bool
}

extension Home {
    /// A case of one's organisation.
    /// - Throws: `case.unknown`, `role.missing`.
    public func caseOverview(_ ref: CaseRef, as actor: Actor) async throws -> CaseOverview {
        try await passTime()
        return try look(as: actor, .seeCases) { deed in
            guard let record = try deed.records.caseFile(ref), record.organisation == deed.person.organisation.ref
            else {
                throw Self.unknownCase
            }
            func name(_ account: AccountRef) throws -> String {
                try deed.records.account(account)?.name ?? account.rawValue
            }
            let authorisations = try deed.records.authorisations(on: ref)
            let searches = try authorisations.flatMap { try deed.records.searches(on: $0.ref) }
            let withProbe = try deed.records.searchesWithProbe(among: searches.map(\.search.id))
            return CaseOverview(
                record: record, openedBy: try name(record.openedBy),
                authorisations: try authorisations.map(deed.describe).reversed(),
                searches: try searches.sorted { $0.search.at > $1.search.at }.map { past in
                    CaseOverview.Search(
                        past: past, by: try name(AccountRef(past.search.account)),
                        isOwn: past.search.account == deed.person.account.ref.rawValue,
                        hasProbe: withProbe.contains(past.search.id))
                },
                findings: try searches.flatMap { try deed.findings(of: $0) },
                outcomes: try deed.records.outcomes(of: ref).map { ($0, try name($0.account)) },
                mayExport: (try? deed.checkExport(of: record)) != nil)
        }
    }
}

extension Deed {
    fileprivate func findings(of past: PastSearch) throws -> [CaseOverview.Finding] {
        try records.candidates(of: past.search.id).compactMap { candidate in
            guard case .finding(let verdict) = try panel(of: candidate, in: past).state else { return nil }
            return CaseOverview.Finding(search: past.search.id, rank: candidate.rank, verdict: verdict)
        }
    }
}
