import FaceSearch
import Foundation
import Hummingbird
import Records
import Rules

/// The first page: for a searcher the way to a search, for others what waits for them.
enum HomePage {
    static let routes: [Route] = [
        .get("/", for: .signedIn) { visit in
            let duties = try visit.home.identity(of: visit.actor).duties
            return try await duties.contains(.search) ? searcher(visit) : waiting(visit, duties)
        }
    ]

    static var drop: Fields {
        [
            "limitBytes": "\(PhotoUpload.mostBytes)", "limit": "64 MiB",
            "kinds": "JPEG, PNG, WebP, TIFF, HEIC, AVIF or GIF",
            "accept":
                "image/jpeg,image/png,image/webp,image/tiff,image/heic,image/avif,image/gif,.heic,.avif,.tif,.tiff",
        ]
    }

    private static let mostShown = 8

    private static func searcher(_ visit: Visit) async throws -> Response {
        let (home, actor) = (visit.home, try visit.actor)
        let own = try await home.authorisations(as: actor).own
        let searches = try home.searches(limit: mostShown, as: actor)
        let cases =
            try home.profile == .household
            ? []
            : home.cases(as: actor).filter { $0.closed == nil }
                .sorted { $0.opened > $1.opened }
        let running = own.filter { !$0.authorisation.state.isTerminal }
        return try visit.page(
            "home-searcher", "Search",
            [
                "drop": drop,
                "searches": try PastSearchPages.rows(searches, visit, own), "hasSearches": !searches.isEmpty,
                "isHousehold": home.profile == .household,
                "authorisations": running.prefix(mostShown).map(authorisation),
                "cases": cases.prefix(mostShown).map {
                    [
                        "href": "/cases/\($0.ref.rawValue)", "reference": $0.reference,
                        "summary": "opened \(Words.day($0.opened))",
                    ] as Fields
                },
            ])
    }

    private static func authorisation(_ described: DescribedAuthorisation) -> Fields {
        let authorisation = described.authorisation
        let (used, most) = (authorisation.used, authorisation.request.searches)
        var deadline: Fields?
        if case .breakGlass(_, let moment) = authorisation.kind, authorisation.state == .unconfirmed {
            deadline = Words.moment(moment)
        }
        return fields([
            "href": "/authorisations/\(authorisation.ref.rawValue)", "isUsable": authorisation.state != .requested,
            "left": "\(most - used)", "searches": "\(most)",
            "bar": String(format: "%.0f", 100 * Double(most - used) / Double(max(1, most))),
            "state": Words.state(authorisation.state), "case": described.caseReference ?? "",
            "purpose": Words.spelled(authorisation.request.purpose),
            "collections": described.collections.joined(separator: ", "),
            "until": Words.moment(authorisation.request.expires), "deadline": deadline,
        ])
    }

    // MARK: Others

    private static func waiting(_ visit: Visit, _ duties: Set<Duty>) async throws -> Response {
        let (home, actor) = (visit.home, try visit.actor)
        var parts = try await duties.contains(.decideSignal) ? OverseersHome.parts(visit) : []
        if duties.contains(.decideAuthorisation) {
            let requests = try await home.authorisations(as: actor).toDecide
            parts.append(
                part(
                    "requests", "Requests to decide", "/approvals", "All requests", "Nothing waits for your decision.",
                    requests.prefix(mostShown).map { request in
                        fields([
                            "href": "/approvals/\(request.authorisation.ref.rawValue)",
                            "text":
                                "\(Words.spelled(request.authorisation.request.purpose)), \(request.caseReference ?? "")",
                            "detail": "asked by \(request.requester)",
                            "state": Words.state(request.authorisation.state),
                        ])
                    }))
        }
        if duties.contains(.review) {
            let reviews = try await home.waitingReviews(as: actor)
            parts.append(
                part(
                    "reviews", "Candidates to examine", "/reviews", "The queue", "Nothing waits for you.",
                    reviews.prefix(mostShown).map { review in
                        [
                            "href": "/reviews/\(review.search)/\(review.rank)", "text": "A probe and a candidate",
                            "detail": "asked \(Words.day(review.asked))",
                        ]
                    }))
        }
        if duties.contains(.answerRequest) {
            let soon = try home.requests(as: actor).filter(\.isDueSoon)
            parts.append(
                part(
                    "rights", soon.isEmpty ? "Requests due" : "Requests due: \(soon.count)", "/requests",
                    "All requests",
                    "No request is due within a week.",
                    soon.prefix(mostShown).map { described in
                        let row = RequestList.row(described)
                        return [
                            "href": row["href"] ?? "", "text": row["reference"] ?? "",
                            "detail": "\(row["kind"] ?? ""), \(row["time"] ?? "")",
                            "state": row["state"] ?? [:] as Fields,
                        ]
                    }))
        }
        if duties.contains(.manageCollections) {
            let collections = try home.collections(as: actor)
            parts.append(
                part(
                    "collections", "Your collections", "/collections", "All collections", "There is none yet.",
                    try collections.prefix(mostShown).map { collection in
                        let counts = try home.counts(of: collection.id)
                        return [
                            "href": "/collections/\(collection.ref)", "text": collection.name,
                            "detail": "\(Words.number(counts.photos)) photos, \(Words.number(counts.faces)) faces",
                        ]
                    }))
        }
        if duties.contains(.manageAccounts) {
            let unset = try home.accounts(as: actor).filter { !$0.account.isSetUp }
            parts.append(
                part(
                    "accounts", "Accounts not set up yet", "/accounts", "All accounts", "Every account is set up.",
                    unset.prefix(mostShown).map { account, organisation in
                        [
                            "href": "/accounts/\(account.ref.rawValue)", "text": account.name,
                            "detail": organisation.name,
                        ]
                    }))
        }
        return try visit.page(
            "home", "Your desk",
            ["greeting": "Good day, \(actor.name)", "summary": "What waits for you.", "waiting": parts])
    }

    static func part(
        _ id: String, _ text: String, _ href: String, _ linkText: String, _ nothing: String, _ items: [Fields]
    ) -> Fields {
        ["id": id, "text": text, "href": href, "linkText": linkText, "nothing": nothing, "items": items]
    }
}
