import FaceSearch
import Foundation
import Hummingbird
import Records
import Rules
import Vocabulary

/// Asking for leave to search, and looking at what was granted.
enum AuthorisationPages {
    static let routes: [Route] = [
        .get("/authorisations/new", for: .duty(.requestAuthorisation)) { try await ask($0) },
        .post("/authorisations", for: .duty(.requestAuthorisation)) { visit in
            do {
                let asked = try await visit.home.requestAuthorisation(try await visit.draft(), as: visit.actor)
                return visit.see("/authorisations/\(asked.authorisation.ref.rawValue)", .asked)
            } catch let failure as Failure where failure.code.kind != .environment {
                return try await ask(visit, failure)
            }
        },
        .post("/authorisations/break-glass", for: .duty(.breakGlass)) { visit in
            do {
                let taken = try await visit.home.breakGlass(
                    try await visit.draft(), reason: visit.form.text("reason"), as: visit.actor)
                return visit.see("/authorisations/\(taken.authorisation.ref.rawValue)")
            } catch let failure as Failure where failure.code.kind != .environment {
                return try await ask(visit, failure)
            }
        },
        .get("/authorisations/:authorisation", for: .duty(.seeCases)) { try await show($0) },
        .post("/authorisations/:authorisation/revoke", for: .duty(.giveBackAuthorisation)) { visit in
            let ref = AuthorisationRef(try visit.id("authorisation"))
            _ = try await visit.home.revoke(ref, reason: visit.form.text("reason"), as: visit.actor)
            return visit.see("/authorisations/\(ref.rawValue)", .revoked)
        },
    ]

    private static func ask(_ visit: Visit, _ failure: Failure? = nil) async throws -> Response {
        let (home, actor) = (visit.home, try visit.actor)
        let policy = try home.policy().policy
        let chosenCase = visit.form["case"] ?? visit.query("case")
        let chosenCollections = Set(visit.form.all("collection"))
        let cases = try home.cases(as: actor).filter { $0.closed == nil }.map { record in
            [
                "value": record.ref.rawValue, "text": record.reference,
                "isChosen": record.ref.rawValue == chosenCase,
            ] as Fields
        }
        let waits = try await home.authorisations(as: actor).own.contains { $0.authorisation.state == .unconfirmed }
        return try visit.page(
            "authorisation-new", "Ask for an authorisation",
            fields([
                "crumbs": [["href": "/cases", "text": "Cases"] as Fields],
                "whoDecides": "An approver of your organisation decides. Nobody decides on their own request.",
                "error": failure.map { "\($0.reason) \($0.remedy)" }, "cases": cases,
                "purposes": policy.purposes.map {
                    ["value": $0, "text": Words.spelled($0), "isChosen": $0 == visit.form["purpose"]] as Fields
                },
                "collections": try home.collections(as: actor).filter { $0.closed == nil }.map { collection in
                    [
                        "name": collection.name, "controller": collection.controller,
                        "holds": "\(Words.number(try home.counts(of: collection.id).faces)) faces",
                        "isChosen": chosenCollections.contains(collection.name),
                    ] as Fields
                },
                "most": [
                    "searches": "\(policy.mostSearchesPerAuthorisation)", "days": "\(policy.longestAuthorisationDays)",
                ],
                "draft": [
                    "searches": visit.form["searches"] ?? "\(min(5, policy.mostSearchesPerAuthorisation))",
                    "days": visit.form["days"] ?? "\(min(14, policy.longestAuthorisationDays))",
                    "necessity": visit.form.text("necessity"), "proportionality": visit.form.text("proportionality"),
                ],
                "breakGlass": policy.breakGlassAllowed
                    ? fields([
                        "hours": "\(policy.breakGlassDeadlineHours)",
                        "waits": waits
                            ? "An earlier search of yours, made before its approval, still waits for an answer." : nil,
                    ]) : nil,
            ]), status: failure.map { FailureAnswer($0).status } ?? .ok)
    }

    private static func show(_ visit: Visit) async throws -> Response {
        let (home, actor) = (visit.home, try visit.actor)
        let described = try await home.authorisation(AuthorisationRef(visit.id("authorisation")), as: actor)
        let authorisation = described.authorisation
        let isOwn = authorisation.request.requester == actor.account
        let duties = try home.identity(of: actor).duties
        let overview = try await authorisation.request.caseRef.asyncMap { try await home.caseOverview($0, as: actor) }
        let isRunning = !authorisation.state.isTerminal
        return try visit.page(
            "authorisation", "Authorisation",
            fields([
                "crumbs": [["href": "/cases", "text": "Cases"] as Fields],
                "authorisation": details(of: described, try home.identity(of: actor).organisation.name),
                "searchHref": isOwn && (authorisation.state == .approved || authorisation.state == .unconfirmed)
                    ? "/" : nil,
                "searches": (overview?.searches ?? [])
                    .filter { $0.past.search.authorisation == authorisation.ref.rawValue }
                    .map { made in
                        [
                            "href": made.isOwn ? "/searches/\(made.past.search.id)" : "#made",
                            "result": Words.result(of: made.past), "at": Words.moment(made.past.search.at),
                        ] as Fields
                    },
                "steps": steps(described),
                "revoke": isRunning && (isOwn || duties.contains(.revokeAuthorisation))
                    ? [
                        "heading": isOwn ? "Give it back" : "Revoke it",
                        "means": "Nothing is searched on it any more. What was found stays with the case.",
                        "button": isOwn ? "Give it back" : "Revoke",
                    ] as Fields : nil,
            ]))
    }

    static func details(of described: DescribedAuthorisation, _ organisation: String) -> Fields {
        let authorisation = described.authorisation
        let request = authorisation.request
        var breakGlass: Fields?
        if case .breakGlass(let reason, let deadline) = authorisation.kind {
            breakGlass = fields([
                "reason": reason, "by": described.requester,
                "deadline": authorisation.state == .unconfirmed ? Words.moment(deadline) : nil,
            ])
        }
        return fields([
            "id": authorisation.ref.rawValue, "href": "/authorisations/\(authorisation.ref.rawValue)",
            "purpose": Words.spelled(request.purpose).capitalizedFirst, "case": described.caseReference ?? "",
            "caseHref": request.caseRef.map { "/cases/\($0.rawValue)" }, "state": Words.state(authorisation.state),
            "by": described.requester, "organisation": organisation,
            "collections": described.collections.joined(separator: ", "), "used": "\(authorisation.used)",
            "searches": "\(request.searches)", "from": Words.moment(request.notBefore),
            "until": Words.moment(request.expires), "breakGlass": breakGlass,
            "necessity": request.necessity.isEmpty ? nil : request.necessity,
            "proportionality": request.proportionality.isEmpty ? nil : request.proportionality,
            "days": "\(Int((request.expires.timeIntervalSince(request.notBefore) / 86_400).rounded()))",
        ])
    }

    private static func steps(_ described: DescribedAuthorisation) -> [Fields] {
        let authorisation = described.authorisation
        var steps: [Fields] = [
            [
                "text": authorisation.kind.isBreakGlass ? "Taken, before an approval" : "Asked",
                "at": Words.moment(authorisation.request.notBefore).merging(["by": described.requester]) { $1 },
            ]
        ]
        if let decision = authorisation.decision {
            let isRefused = authorisation.state == .refused
            steps.append(
                step(
                    isRefused ? "Refused" : "Approved", decision.at, described.decidedBy, decision.reason,
                    isBad: isRefused))
        } else if !authorisation.state.isTerminal {
            steps.append(["text": "An approver decides", "isAhead": true])
        }
        if let revocation = authorisation.revocation {
            steps.append(step("Taken back", revocation.at, described.revokedBy, revocation.reason, isBad: true))
        }
        if authorisation.used > 0 {
            steps.append(["text": "\(authorisation.used) of \(authorisation.request.searches) searches made"])
        }
        switch authorisation.state {
        case .expired: steps.append(["text": "Expired"])
        case .exhausted: steps.append(["text": "Used up"])
        case .lapsed: steps.append(["text": "Nobody answered in time: erased, and the searcher locked", "isBad": true])
        default: break
        }
        return steps
    }

    private static func step(
        _ text: String, _ at: Date, _ by: String?, _ reason: String, isBad: Bool
    ) -> Fields {
        fields([
            "text": text, "at": Words.moment(at).merging(["by": by ?? ""]) { $1 },
            "reason": reason.isEmpty ? nil : reason, "isBad": isBad,
        ])
    }
}

extension Visit {
    /// - Throws: `form.malformed`, `case.unknown`.
    fileprivate func draft() async throws -> AuthorisationDraft {
        let ref = CaseRef(try form.required("case"))
        let record = try await home.caseOverview(ref, as: try actor).record
        return AuthorisationDraft(
            caseReference: record.reference, purpose: try form.required("purpose"),
            necessity: form.text("necessity"), proportionality: form.text("proportionality"),
            collections: form.all("collection"), searches: try form.number("searches") ?? 1,
            days: try form.number("days") ?? 1)
    }
}

extension Optional {
    func asyncMap<Value>(_ transform: (Wrapped) async throws -> Value) async rethrows -> Value? {
        if let value = self { try await transform(value) } else { nil }
    }
}

extension String {
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
