import FaceSearch
import Foundation
import Hummingbird
import Records
import Rules
import Vocabulary

/// The approver's desk.
enum ApprovalPages {
    static let routes: [Route] = [
        .get("/approvals", for: .duty(.decideAuthorisation)) { try await queue($0) },
        .get("/approvals/:authorisation", for: .duty(.decideAuthorisation)) { try await decide($0) },
        .post("/approvals/:authorisation/approve", for: .duty(.decideAuthorisation)) { visit in
            try await answer(visit, .approved) { ref, reason, actor in
                _ = try await visit.home.approve(ref, reason: reason, as: actor)
            }
        },
        .post("/approvals/:authorisation/refuse", for: .duty(.decideAuthorisation)) { visit in
            try await answer(visit, .refused) { ref, reason, actor in
                _ = try await visit.home.refuse(ref, reason: reason, as: actor)
            }
        },
        .post("/approvals/unlock", for: .duty(.unlockSearcher)) { visit in
            try await visit.home.unlock(
                try visit.form.required("name"), reason: visit.form.text("reason"), as: visit.actor)
            return visit.see("/approvals", .unlocked)
        },
    ]

    private static func answer(
        _ visit: Visit, _ notice: Notice, _ decide: (AuthorisationRef, String, FaceSearch.Actor) async throws -> Void
    ) async throws -> Response {
        do {
            try await decide(
                AuthorisationRef(try visit.id("authorisation")), visit.form.text("reason"), try visit.actor)
            return visit.see("/approvals", notice)
        } catch let failure as Failure where failure.code.kind != .environment {
            return try await Self.decide(visit, failure)
        }
    }

    private static func queue(_ visit: Visit) async throws -> Response {
        let (home, actor) = (visit.home, try visit.actor)
        let waiting = try await home.authorisations(as: actor).toDecide
        let organisation = try home.identity(of: actor).organisation.name
        let isUrgent = { (described: DescribedAuthorisation) in described.authorisation.kind.isBreakGlass }
        let (urgent, ordinary) = (waiting.filter(isUrgent), waiting.filter { !isUrgent($0) })
        let locked = try home.lockedSearchers(as: actor)
        return try visit.page(
            "approvals", "To decide",
            [
                "hasBreakGlass": !urgent.isEmpty, "hasRequests": !ordinary.isEmpty, "hasLocked": !locked.isEmpty,
                "breakGlass": urgent.map { item($0, organisation, actor) },
                "requests": ordinary.map { item($0, organisation, actor) },
                "locked": locked.map { account in
                    [
                        "name": account.name, "fieldId": "unlock-\(account.ref.rawValue)",
                        "why": "Searching was taken from them after a break-glass search.",
                    ] as Fields
                },
            ])
    }

    private static func item(
        _ described: DescribedAuthorisation, _ organisation: String, _ actor: FaceSearch.Actor
    ) -> Fields {
        let authorisation = described.authorisation
        var item = AuthorisationPages.details(of: described, organisation)
        item["href"] = "/approvals/\(authorisation.ref.rawValue)"
        item["at"] = Words.moment(authorisation.request.notBefore)
        item["isOwn"] = authorisation.request.requester == actor.account
        if case .breakGlass(let reason, let deadline) = authorisation.kind {
            item["reason"] = reason
            item["deadline"] = Words.moment(deadline)
        }
        return item
    }

    private static func decide(_ visit: Visit, _ failure: Failure? = nil) async throws -> Response {
        let (home, actor) = (visit.home, try visit.actor)
        let ref = AuthorisationRef(try visit.id("authorisation"))
        let described = try await home.authorisation(ref, as: actor)
        let authorisation = described.authorisation
        let history = try await home.history(ofRequesterOf: ref, as: actor)
        var request = item(described, try home.identity(of: actor).organisation.name, actor)
        let opened = try await authorisation.request.caseRef.asyncMap { try await home.caseOverview($0, as: actor) }
        request["caseSummary"] = opened?.record.closed == nil ? "open" : "closed"
        request["used"] = authorisation.used > 0 ? "\(authorisation.used)" : nil
        let isOwn = authorisation.request.requester == actor.account
        let mayDecide = !isOwn && (authorisation.state == .requested || authorisation.state == .unconfirmed)
        let collections = try home.collections(as: actor).filter { described.collections.contains($0.name) }
        return try visit.page(
            "approval", "Decide",
            fields([
                "crumbs": [["href": "/approvals", "text": "To decide"] as Fields], "request": request,
                "collections": try collections.map { collection in
                    [
                        "name": collection.name, "controller": collection.controller,
                        "basis": collection.lawfulBasis,
                        "faces": Words.number(try home.counts(of: collection.id).faces),
                    ] as Fields
                },
                "history": past(history, but: ref), "mayDecide": mayDecide,
                "whyNot": isOwn ? "Nobody decides on their own request." : "It is decided, or has ended.",
                "error": failure.map { "\($0.reason) \($0.remedy)" },
            ]), status: failure.map { FailureAnswer($0).status } ?? .ok)
    }

    private static func past(_ history: SearcherHistory, but ref: AuthorisationRef) -> Fields {
        let earlier = history.authorisations.filter { $0.authorisation.ref != ref }
        let searches = history.searches.filter { $0.search.authorisation != ref.rawValue }
        let references = Dictionary(
            history.authorisations.map { ($0.authorisation.ref.rawValue, $0.caseReference ?? "") },
            uniquingKeysWith: { first, _ in first })
        func count(_ text: String, _ count: Int) -> Fields { ["text": text, "count": "\(count)"] }
        return [
            "counts": [
                count(
                    "approved", earlier.count { $0.authorisation.decision != nil && $0.authorisation.state != .refused }
                ),
                count("refused", earlier.count { $0.authorisation.state == .refused }),
                count("break-glass", earlier.count { $0.authorisation.kind.isBreakGlass }),
                count("searches not allowed", history.refusals),
            ],
            "hasSearches": !searches.isEmpty,
            "searches": searches.prefix(8).map { past in
                [
                    "at": Words.moment(past.search.at),
                    "case": past.search.authorisation.flatMap { references[$0] } ?? "",
                    "result": Words.result(of: past),
                ] as Fields
            },
            "marks": earlier.filter { $0.authorisation.state == .refused || $0.authorisation.kind.isBreakGlass }
                .prefix(8).map { described in
                    [
                        "text": "\(described.authorisation.kind.isBreakGlass ? "Break-glass" : "Request"), "
                            + "\(described.caseReference ?? ""): \(Words.state(described.authorisation.state)["word"] ?? "")",
                        "at": Words.moment(described.authorisation.request.notBefore),
                    ] as Fields
                },
        ]
    }
}
