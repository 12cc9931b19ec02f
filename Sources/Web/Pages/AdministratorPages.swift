import FaceSearch
import Foundation
import Hummingbird
import Records
import Rules
import Secrets
import Vocabulary

/// The administrator's desk: organisations and accounts.
enum AdministratorPages {
    static let routes: [Route] = [
        .get("/organisations", for: .duty(.manageOrganisations)) { try organisations($0) },
        .post("/organisations", for: .duty(.manageOrganisations)) { visit in
            do {
                try await visit.home.createOrganisation(named: visit.form["name"] ?? "", as: visit.actor)
                return visit.see("/organisations", .organisationMade)
            } catch let failure as Failure where failure.code.kind == .usage {
                return try organisations(visit, failure)
            }
        },
        .post("/organisations/:organisation/suspend", for: .duty(.manageOrganisations)) {
            try await organisation($0, .suspended, .suspended)
        },
        .post("/organisations/:organisation/resume", for: .duty(.manageOrganisations)) {
            try await organisation($0, .active, .resumed)
        },
        .get("/accounts", for: .duty(.manageAccounts)) { try accounts($0) },
        .post("/accounts", for: .duty(.manageAccounts)) { visit in
            do {
                let (name, organisation) = (visit.form["name"] ?? "", try visit.form.required("organisation"))
                let code = try await visit.home.createAccount(
                    named: name, in: organisation, roles: try visit.form.roles, as: visit.actor)
                return try made(visit, name, organisation, visit.form.all("role"), code, "The account is made")
            } catch let failure as Failure where failure.code.kind != .environment {
                return try accounts(visit, failure)
            }
        },
        .get("/accounts/:account", for: .duty(.manageAccounts)) { try account($0) },
        .post("/accounts/:account/roles", for: .duty(.manageAccounts)) { visit in
            do {
                let known = try visit.account()
                try await visit.home.setRoles(try visit.form.roles, of: known.account.name, as: visit.actor)
                return visit.see("/accounts", .roles)
            } catch let failure as Failure where failure.code.kind != .environment {
                return try account(visit, failure)
            }
        },
        .post("/accounts/:account/reset", for: .duty(.manageAccounts)) { visit in
            let (account, organisation) = try visit.account()
            let code = try await visit.home.resetAccount(account.name, as: visit.actor)
            return try made(
                visit, account.name, organisation.name, account.roles.map(\.rawValue), code,
                "The account has a new code")
        },
        .post("/accounts/:account/suspend", for: .duty(.manageAccounts)) {
            try await standing($0, .suspended, .suspended)
        },
        .post("/accounts/:account/resume", for: .duty(.manageAccounts)) { try await standing($0, .active, .resumed) },
    ]

    private static func organisation(_ visit: Visit, _ standing: Standing, _ notice: Notice) async throws -> Response {
        let ref = try visit.id("organisation")
        guard let known = try visit.home.organisations(as: visit.actor).first(where: { $0.ref.rawValue == ref }) else {
            throw Failure.unknownPage
        }
        try await visit.home.setStanding(standing, ofOrganisation: known.name, as: visit.actor)
        return visit.see("/organisations", notice)
    }

    private static func standing(_ visit: Visit, _ standing: Standing, _ notice: Notice) async throws -> Response {
        try await visit.home.setStanding(standing, ofAccount: visit.account().account.name, as: visit.actor)
        return visit.see("/accounts", notice)
    }

    private static func organisations(_ visit: Visit, _ failure: Failure? = nil) throws -> Response {
        let (home, actor) = (visit.home, try visit.actor)
        let own = try home.identity(of: actor).organisation.ref
        let accounts = try home.accounts(as: actor)
        let collections = try home.collectionCounts(as: actor)
        return try visit.page(
            "organisations", "Organisations",
            fields([
                "organisations": try home.organisations(as: actor).map { organisation in
                    [
                        "name": organisation.name, "href": "/organisations/\(organisation.ref.rawValue)",
                        "state": Words.state(organisation.standing),
                        "accounts": "\(accounts.count { $0.organisation.ref == organisation.ref })",
                        "collections": "\(collections[organisation.ref] ?? 0)", "isOwn": organisation.ref == own,
                        "isSuspended": organisation.standing == .suspended,
                    ] as Fields
                },
                "error": failure.map { "\($0.reason) \($0.remedy)" },
            ]), status: failure.map { FailureAnswer($0).status } ?? .ok)
    }

    private static func accounts(_ visit: Visit, _ failure: Failure? = nil) throws -> Response {
        let (home, actor) = (visit.home, try visit.actor)
        let accounts = try home.accounts(as: actor)
        let lastSeen = try home.lastSignedIn(as: actor)
        let chosen = Set(visit.form.all("role"))
        return try visit.page(
            "accounts", "Accounts",
            fields([
                "summary": "\(accounts.count) accounts. A suspension takes effect on the next click.",
                "accounts": accounts.map { account, organisation in
                    fields([
                        "name": account.name, "href": "/accounts/\(account.ref.rawValue)",
                        "organisation": organisation.name,
                        "state": account.isSetUp || account.standing == .suspended
                            ? Words.state(account.standing) : Words.state("wait", "not set up"),
                        "roles": account.roles.map(\.rawValue).sorted().joined(separator: ", "),
                        "signedIn": lastSeen[account.ref].map(Words.moment), "isOwn": account.ref == actor.account,
                        "isSuspended": account.standing == .suspended,
                    ])
                },
                "organisations": try home.organisations(as: actor).map {
                    ["value": $0.name, "text": $0.name] as Fields
                },
                "roleChoices": roleChoices(chosen), "error": failure.map { "\($0.reason) \($0.remedy)" },
            ]), status: failure.map { FailureAnswer($0).status } ?? .ok)
    }

    private static func account(_ visit: Visit, _ failure: Failure? = nil) throws -> Response {
        let (account, organisation) = try visit.account()
        return try visit.page(
            "account-edit", account.name,
            fields([
                "crumbs": [["href": "/accounts", "text": "Accounts"] as Fields],
                "edited": [
                    "name": account.name, "href": "/accounts/\(account.ref.rawValue)",
                    "organisation": organisation.name, "state": Words.state(account.standing),
                    "summary": account.isSetUp ? "" : "Its owner has not set it up yet.",
                ] as Fields,
                "roleChoices": roleChoices(Set(account.roles.map(\.rawValue))),
                "error": failure.map { "\($0.reason) \($0.remedy)" },
            ]), status: failure.map { FailureAnswer($0).status } ?? .ok)
    }

    private static func roleChoices(_ chosen: Set<String>) -> [Fields] {
        Role.allCases.map { role in
            [
                "value": role.rawValue, "text": role.rawValue.capitalizedFirst, "means": means(role),
                "isChosen": chosen.contains(role.rawValue),
            ]
        }
    }

    private static func means(_ role: Role) -> String {
        switch role {
        case .searcher: "Asks for authorisations, and searches on them."
        case .approver: "Answers for whether a search is necessary and proportionate."
        case .examiner: "Confirms or rejects a candidate, independently of another."
        case .custodian: "Answers for collections: basis, retention, erasure."
        case .overseer: "Sees who used it and how, and no faces."
        case .administrator: "Accounts, organisations, policy. Never searches."
        }
    }

    private static func made(
        _ visit: Visit, _ name: String, _ organisation: String, _ roles: [String], _ code: SecretToken,
        _ heading: String
    ) throws -> Response {
        try visit.page(
            "account-made", heading,
            [
                "heading": heading,
                "made": [
                    "name": name, "organisation": organisation, "roles": roles.sorted().joined(separator: ", "),
                    "code": code.text, "until": Words.moment(Date().addingTimeInterval(Home.setUpCodeHolds)),
                    "setUpAddress": "/set-up",
                ] as Fields,
            ])
    }
}

extension Form {
    /// - Throws: `form.malformed` for a role that there is not.
    fileprivate var roles: Set<Role> {
        get throws {
            Set(
                try all("role").map { word in
                    guard let role = Role(rawValue: word) else { throw Failure.malformedForm }
                    return role
                })
        }
    }
}

extension Visit {
    fileprivate func account() throws -> (account: AccountRecord, organisation: OrganisationRecord) {
        let ref = try id("account")
        guard let known = try home.accounts(as: actor).first(where: { $0.account.ref.rawValue == ref }) else {
            throw Failure.unknownPage
        }
        return known
    }
}
