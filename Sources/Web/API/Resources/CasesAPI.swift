import FaceSearch
import Foundation
import HTTPTypes
import Presentation
import Records
import Rules
import Vocabulary

/// Cases: what searches are made for, and what came of them.
enum CasesAPI {
    static let routes: [Route] = [
        .list("/cases", "listCases", "One's organisation's cases, in order of reference.", for: .duty(.seeCases)) {
            visit, paging in
            paging.page(of: try visit.home.cases(as: visit.actor), id: \.ref.rawValue) { CaseAnswer($0) }
        },
        .act("/cases", "openCase", "Opens a case.", for: .duty(.openCase), .created) { (visit, body: Opening) in
            CaseAnswer(try await visit.home.openCase(body.reference, as: visit.actor))
        },
        .read("/cases/:case", "getCase", "One case.", for: .duty(.seeCases)) { visit in
            CaseAnswer(try await visit.caseOverview())
        },
        .act("/cases/:case/close", "closeCase", "Closes a case: no search is made on it.", for: .duty(.closeCase)) {
            visit in
            try await visit.home.closeCase(visit.caseOverview().record.reference, as: visit.actor)
            return CaseAnswer(try await visit.caseOverview())
        },
        .list(
            "/cases/:case/authorisations", "listCaseAuthorisations", "A case's authorisations, newest first.",
            for: .duty(.seeCases)
        ) { visit, paging in
            paging.page(of: try await visit.caseOverview().authorisations, id: \.authorisation.ref.rawValue) {
                AuthorisationAnswer($0)
            }
        },
        .list(
            "/cases/:case/searches", "listCaseSearches", "The searches made on a case, newest first.",
            for: .duty(.seeCases)
        ) { visit, paging in
            paging.page(of: try await visit.caseOverview().searches, id: \.past.search.id) {
                SearchAnswer($0.past, by: $0.by)
            }
        },
        .list(
            "/cases/:case/findings", "listCaseFindings", "The candidates on whom examiners have agreed.",
            for: .duty(.seeCases)
        ) { visit, paging in
            paging.page(of: try await visit.caseOverview().findings, id: { "\($0.search) \($0.rank)" }) {
                FindingAnswer(search: $0.search, rank: $0.rank, verdict: $0.verdict.rawValue)
            }
        },
        .list(
            "/cases/:case/outcomes", "listOutcomes", "What came of a case, oldest first.", for: .duty(.seeCases)
        ) { visit, paging in
            paging.page(of: try await visit.caseOverview().outcomes, id: \.record.ref) {
                CaseFileOutput.OutcomeOutput($0.record, by: $0.by)
            }
        },
        .act(
            "/cases/:case/outcomes", "recordOutcome", "Records what came of a case.", for: .duty(.recordOutcome),
            .created
        ) { (visit, body: OutcomeBody) in
            let record = try await visit.home.recordOutcome(
                body.outcome(), of: visit.caseOverview().record.reference, as: visit.actor)
            return CaseFileOutput.OutcomeOutput(record, by: try visit.actor.name)
        },
        .read(
            "/cases/:case/file", "exportCase", "All that was done on a case. That it was asked for is logged.",
            for: .duty(.exportCase)
        ) { visit in
            CaseFileOutput(try await visit.home.exportCase(visit.caseOverview().record.reference, as: visit.actor))
        },
    ]

    private struct Opening: Decodable, Described {
        let reference: String

        static let schema = Schema.named("OpeningOfCase", .object(["reference": .text(1...200)]))
    }

    private struct FindingAnswer: Encodable, Described {
        let search: String
        let rank: Int
        let verdict: String

        static let schema = Schema.named(
            "Finding",
            .object([
                "search": .id, "rank": .whole(from: 1), "verdict": .word(Verdict.allCases.map(\.rawValue)),
            ]))
    }

    private struct OutcomeBody: Decodable, Described {
        let kind: String
        let action: String?
        let search: String?
        let rank: Int?
        let text: String?
        let corroboration: String?

        static let schema = Schema.named(
            "NewOutcome",
            .object([
                "kind": .word(Outcome.Kind.words),
                "action": .optional(.word(Outcome.Action.allCases.map(\.rawValue))), "search": .optional(.id),
                "rank": .optional(.whole(1...100_000)), "text": .optional(.words), "corroboration": .optional(.words),
            ]))

        /// - Throws: `form.malformed`.
        func outcome() throws -> Outcome {
            // An action that there is not makes no outcome either.
            guard (search == nil) == (rank == nil), action.map({ Outcome.Action(rawValue: $0) != nil }) ?? true,
                let kind = Outcome.Kind(word: kind, action: action.flatMap(Outcome.Action.init(rawValue:)))
            else { throw Failure.malformedForm }
            let candidate = search.flatMap { search in rank.map { Outcome.Candidate(search: search, rank: $0) } }
            return Outcome(kind, of: candidate, text: text ?? "", corroboration: corroboration)
        }
    }
}

/// A case; the openers' names only where one is looked at.
struct CaseAnswer: Encodable, Described {
    let id: String
    let reference: String
    let opened: Date
    let closed: Date?
    let openedBy: Named?
    let mayExport: Bool?

    init(_ record: CaseRecord) {
        (id, reference, opened, closed) = (record.ref.rawValue, record.reference, record.opened, record.closed)
        (openedBy, mayExport) = (nil, nil)
    }

    init(_ overview: CaseOverview) {
        let record = overview.record
        (id, reference, opened, closed) = (record.ref.rawValue, record.reference, record.opened, record.closed)
        openedBy = Named(id: record.openedBy.rawValue, name: overview.openedBy)
        mayExport = overview.mayExport
    }

    static let schema = Schema.named(
        "Case",
        .object([
            "id": .id, "reference": .text, "opened": .moment, "closed": .optional(.moment),
            "openedBy": .optional(Named.schema), "mayExport": .optional(.truth),
        ]))
}
