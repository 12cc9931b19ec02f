import FaceSearch
import Foundation
import Hummingbird
import Records
import Rules
import Secrets
import Vocabulary

/// One's own sessions, tokens and password.
enum OwnAccountPages {
    static let routes: [Route] = [
        .get("/account", for: .signedIn) { try show($0) },
        .post("/account/sessions/:session/end", for: .signedIn) { visit in
            try await visit.endSessions(try visit.id("session"))
        },
        .post("/account/sessions/end-others", for: .signedIn) { try await $0.endSessions(nil) },
        .post("/account/tokens", for: .signedIn) { visit in
            let scope = TokenScope(rawValue: try visit.form.required("scope"))
            guard let scope else { throw Failure.malformedForm }
            let own = try visit.home.identity(of: visit.actor).duties
            let label = try visit.form.required("label")
            let made = try await visit.home.createAPIToken(
                label, for: scope.duties.intersection(own), days: try visit.form.number("days") ?? 0,
                as: visit.actor)
            return try show(visit, token: (label, made.token))
        },
        .post("/account/tokens/:token/revoke", for: .signedIn) { visit in
            try await visit.home.revokeAPIToken(try visit.id("token"), as: visit.actor)
            return visit.see("/account", .tokenRevoked)
        },
        .post("/account/password", for: .signedIn) { visit in
            try visit.desk.logIns.take(visit.address)
            let new = visit.form.exact("new") ?? ""
            guard new == visit.form.exact("again") else {
                return try show(visit, passwordError: "The two passwords differ. Type the same one twice.")
            }
            guard let session = visit.caller.session else { throw Home.signedOut }
            do {
                try await visit.desk.passwords.pass {
                    try await visit.home.changePassword(
                        from: visit.form.exact("old") ?? "", to: new, as: visit.actor, bearing: session)
                }
                return visit.see("/account", .password)
            } catch let failure as Failure where failure.code.kind != .environment {
                return try show(visit, passwordError: "\(failure.reason) \(failure.remedy)")
            }
        },
    ]

    private static func show(
        _ visit: Visit, token: (label: String, token: SecretToken)? = nil, passwordError: String? = nil
    ) throws -> Response {
        let (home, actor) = (visit.home, try visit.actor)
        let own = try home.identity(of: actor)
        let policy = try home.policy().policy
        let sessions = try visit.caller.session.map { try home.sessions(as: actor, bearing: $0) } ?? []
        let tokens = try home.apiTokens(as: actor)
        return try visit.page(
            "account", "Sessions and tokens",
            fields([
                "account": [
                    "name": own.account.name, "organisation": own.organisation.name,
                    "roles": own.account.roles.map(\.rawValue).sorted().joined(separator: ", "),
                ] as Fields,
                "sessionRule": "A session ends after \(policy.idleMinutes) minutes without use, and after "
                    + "\(policy.longestSessionHours) hours in any case.",
                "sessions": sessions.map { session in
                    [
                        "href": "/account/sessions/\(session.id)", "since": Words.moment(session.opened),
                        "lastUsed": Words.moment(session.used)["text"] ?? "", "ends": Words.moment(session.expires),
                        "isThis": session.isThis,
                    ] as Fields
                },
                "hasOthers": sessions.count > 1,
                "madeToken": token.map { ["label": $0.label, "token": $0.token.text] as Fields },
                "hasTokens": !tokens.isEmpty,
                "tokens": tokens.map { token in
                    [
                        "label": token.label, "href": "/account/tokens/\(token.ref)",
                        "scope": TokenScope.words(for: token.duties), "expires": Words.moment(token.expires),
                        "lastUsed": token.used.map { Words.moment($0)["text"] ?? "" } ?? "never",
                    ] as Fields
                },
                "scopes": TokenScope.allCases.filter { !$0.duties.isDisjoint(with: own.duties) }.map {
                    ["value": $0.rawValue, "text": $0.text] as Fields
                },
                "tokenDays": "\(Home.longestTokenDays)", "passwordError": passwordError,
            ]), status: passwordError == nil ? .ok : .unprocessableContent)
    }
}

extension Visit {
    fileprivate func endSessions(_ id: String?) async throws -> Response {
        guard let session = caller.session else { throw Home.signedOut }
        try await home.endSessions(id, as: actor, bearing: session)
        return see("/account", .sessionsEnded)
    }
}

/// What a token may be for, in kinds that people choose between; never more than its owner may.
enum TokenScope: String, CaseIterable {
    case look, search, index, all

    var duties: Set<Duty> {
        switch self {
        case .look: [.seeCases, .seeCollections, .readUsage, .readLog]
        case .search: [.seeCases, .seeCollections, .search, .requestAuthorisation]
        case .index: [.seeCollections, .manageCollections, .index]
        case .all: Set(Duty.allCases)
        }
    }

    var text: String {
        switch self {
        case .look: "look: cases, authorisations, collections"
        case .search: "search, on your authorisations"
        case .index: "index, and look after collections"
        case .all: "all that you may"
        }
    }

    static func words(for duties: Set<Duty>) -> String {
        duties.map(\.rawValue).sorted().joined(separator: ", ")
    }
}
