import FaceSearch
import Foundation
import Hummingbird
import Presentation
import Records
import Rules
import Vocabulary

/// Cases: what searches are made for, and what came of them.
enum CasePages {
    static let routes: [Route] = [
        .get("/cases", for: .duty(.seeCases)) { try await list($0) },
        .post("/cases", for: .duty(.openCase)) { visit in
            do {
                let made = try await visit.home.openCase(visit.form["reference"] ?? "", as: visit.actor)
                return visit.see("/cases/\(made.ref.rawValue)", .caseOpened)
            } catch let failure as Failure where failure.code.kind == .usage {
                return try await list(visit, failure)
            }
        },
        .get("/cases/:case", for: .duty(.seeCases)) { try await show($0) },
        .post("/cases/:case/close", for: .duty(.closeCase)) { visit in
            let record = try await visit.caseOverview().record
            try await visit.home.closeCase(record.reference, as: visit.actor)
            return visit.see("/cases/\(record.ref.rawValue)", .caseClosed)
        },
        .post("/cases/:case/outcomes", for: .duty(.recordOutcome)) { visit in
            let record = try await visit.caseOverview().record
            do {
                _ = try await visit.home.recordOutcome(
                    try Outcome(visit.form), of: record.reference, as: visit.actor)
                return visit.see("/cases/\(record.ref.rawValue)", .outcome)
            } catch let failure as Failure where failure.code.kind != .environment {
                return try await show(visit, failure)
            }
        },
        .get("/cases/:case/file.html", for: .duty(.exportCase)) { visit in
            let file = try await visit.home.exportCase(visit.caseOverview().record.reference, as: visit.actor)
            return .bytes(
                Array(try CaseFileSheet(file).html().utf8), "text/html; charset=utf-8", fileName: "case-file.html")
        },
        .get("/cases/:case/file.json", for: .duty(.exportCase)) { visit in
            let file = try await visit.home.exportCase(visit.caseOverview().record.reference, as: visit.actor)
            return .bytes(
                Array(try JSONText.data(CaseFileOutput(file))), "application/json", fileName: "case-file.json")
        },
    ]

    private static func list(_ visit: Visit, _ failure: Failure? = nil) async throws -> Response {
        let (home, actor) = (visit.home, try visit.actor)
        var cases: [Fields] = []
        for record in try home.cases(as: actor).sorted(by: { $0.opened > $1.opened }) {
            let overview = try await home.caseOverview(record.ref, as: actor)
            cases.append(
                fields([
                    "href": "/cases/\(record.ref.rawValue)", "reference": record.reference, "state": state(of: record),
                    "opened": Words.moment(record.opened), "by": overview.openedBy,
                    "searches": "\(overview.searches.count)",
                    "outcome": overview.outcomes.last.map { Words.spelled($0.record.outcome.kind.word) },
                ]))
        }
        return try visit.page(
            "cases", "Cases",
            fields([
                "hasCases": !cases.isEmpty, "cases": cases,
                "mayOpen": try home.identity(of: actor).duties.contains(.openCase),
                "reference": visit.form["reference"] ?? "", "error": failure.map { "\($0.reason) \($0.remedy)" },
            ]), status: failure.map { FailureAnswer($0).status } ?? .ok)
    }

    private static func state(of record: CaseRecord) -> Fields {
        record.closed == nil ? Words.state("good", "open") : Words.state("ended", "closed")
    }

    private static func show(_ visit: Visit, _ failure: Failure? = nil) async throws -> Response {
        let (home, actor) = (visit.home, try visit.actor)
        let overview = try await visit.caseOverview()
        let record = overview.record
        let duties = try home.identity(of: actor).duties
        let isOpen = record.closed == nil
        let policy = try home.policy().policy
        return try visit.page(
            "case", "Case \(record.reference)",
            fields([
                "crumbs": [["href": "/cases", "text": "Cases"] as Fields],
                "case": fields([
                    "reference": record.reference, "href": "/cases/\(record.ref.rawValue)", "state": state(of: record),
                    "opened": Words.moment(record.opened), "openedBy": overview.openedBy,
                    "closed": record.closed.map(Words.moment),
                ]),
                "mayExport": overview.mayExport && duties.contains(.exportCase),
                "mayAsk": isOpen && duties.contains(.requestAuthorisation),
                "askHref": "/authorisations/new?case=\(record.ref.rawValue)",
                "hasAuthorisations": !overview.authorisations.isEmpty,
                "authorisations": overview.authorisations.map(authorisation),
                "searches": overview.searches.map(search),
                "outcomes": overview.outcomes.map { outcome($0.record, by: $0.by) },
                "mayRecord": duties.contains(.recordOutcome), "mayClose": isOpen && duties.contains(.closeCase),
                "error": failure.map { "\($0.reason) \($0.remedy)" },
                "kinds": kinds,
                "actions": Outcome.Action.allCases.map {
                    ["value": $0.rawValue, "text": $0.rawValue] as Fields
                },
                "candidates": overview.findings.map { finding in
                    [
                        "value": "\(finding.search)/\(finding.rank)",
                        "text":
                            "Rank \(finding.rank) of search \(finding.search.prefix(8))…: \(Words.spelled(finding.verdict.rawValue))",
                    ] as Fields
                },
                "candidateRule": policy.examinersNeeded == 0
                    ? "The policy asks for no examiners."
                    : "Nobody is identified without a candidate on whom \(policy.examinersNeeded) examiners have agreed.",
                "corroborationRule": policy.corroborationRequired
                    ? "The policy asks for it before anybody is identified." : "",
            ]), status: failure.map { FailureAnswer($0).status } ?? .ok)
    }

    private static var kinds: [Fields] {
        [
            ["value": "no-lead", "text": "No lead", "means": "No candidate was worth following."],
            ["value": "lead", "text": "Lead", "means": "A candidate is followed."],
            ["value": "ruled-out", "text": "Ruled out", "means": "The candidates were other people."],
            ["value": "identified", "text": "Identified", "means": "It is known who it is, and by what else."],
            ["value": "action-taken", "text": "Action taken", "means": "Something was done on the strength of it."],
        ]
    }

    private static func authorisation(_ described: DescribedAuthorisation) -> Fields {
        let authorisation = described.authorisation
        return [
            "href": "/authorisations/\(authorisation.ref.rawValue)",
            "purpose": Words.spelled(authorisation.request.purpose),
            "collections": described.collections.joined(separator: ", "), "state": Words.state(authorisation.state),
            "by": described.requester, "used": "\(authorisation.used)",
            "searches": "\(authorisation.request.searches)", "until": Words.moment(authorisation.request.expires),
        ]
    }

    private static func search(_ made: CaseOverview.Search) -> Fields {
        let id = made.past.search.id
        return fields([
            "href": made.isOwn ? "/searches/\(id)" : "#searches",
            "probeSrc": made.isOwn && made.hasProbe ? "/searches/\(id)/probe.jpg" : nil,
            "result": Words.result(of: made.past), "by": made.by, "at": Words.moment(made.past.search.at),
        ])
    }

    private static func outcome(_ record: OutcomeRecord, by name: String) -> Fields {
        fields([
            "kind": Words.spelled(record.outcome.kind.word).capitalized, "action": record.outcome.kind.action?.rawValue,
            "text": record.outcome.text.isEmpty ? nil : record.outcome.text,
            "corroboration": record.outcome.corroboration,
            "candidate": record.outcome.candidate.map { candidate in
                [
                    "href": "/searches/\(candidate.search)/candidates/\(candidate.rank)",
                    "text": "Candidate \(candidate.rank)",
                ] as Fields
            },
            "by": name, "at": Words.moment(record.at),
        ])
    }
}

extension Visit {
    func caseOverview() async throws -> CaseOverview {
        try await home.caseOverview(CaseRef(try id("case")), as: try actor)
    }
}

extension Outcome {
    /// - Throws: `form.malformed`.
    fileprivate init(_ form: Form) throws {
        let word = try form.required("kind")
        // What was done goes with one kind only; whoever chose another has left the field as it was.
        let action = word == "action-taken" ? form["action"].flatMap(Action.init(rawValue:)) : nil
        guard let kind = Kind(word: word, action: action) else { throw Failure.malformedForm }
        let parts = form["candidate"]?.split(separator: "/") ?? []
        let candidate =
            parts.count == 2
            ? Int(parts[1]).map { Candidate(search: String(parts[0]), rank: $0) } : nil
        self.init(
            kind, of: candidate, text: form.text("text"),
            corroboration: form["corroboration"].map { _ in form.text("corroboration") })
    }
}
