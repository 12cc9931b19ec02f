import FaceSearch
import Foundation
import HTTPTypes
import Records
import Rules
import Secrets
import Vocabulary

/// People's accounts. The code by which an owner chooses a password is answered once, to be handed over.
enum AccountsAPI {
    static let routes: [Route] = [
        .list("/accounts", "listAccounts", "Every account, by name.", for: .duty(.manageAccounts)) { visit, paging in
            paging.page(of: try visit.home.accounts(as: visit.actor), id: \.account.ref.rawValue) {
                AccountAnswer($0.account, $0.organisation)
            }
        },
        .act("/accounts", "createAccount", "Makes an account.", for: .duty(.manageAccounts), .created) {
            (visit, body: NewAccount) in
            let organisation = try visit.organisation(body.organisation)
            let code = try await visit.home.createAccount(
                named: body.name, in: organisation.name, roles: try roles(body.roles), as: visit.actor)
            return CodeAnswer(try visit.account { $0.name == body.name }, code)
        },
        .read("/accounts/:account", "getAccount", "One account.", for: .duty(.manageAccounts)) { visit in
            try visit.account()
        },
        .act("/accounts/:account/roles", "setRoles", "Gives an account other roles.", for: .duty(.manageAccounts)) {
            (visit, body: NewRoles) in
            try await visit.home.setRoles(try roles(body.roles), of: visit.account().name, as: visit.actor)
            return try visit.account()
        },
        .act(
            "/accounts/:account/reset", "resetAccount",
            "Takes away its password and sessions; its owner chooses a new one by the code.",
            for: .duty(.manageAccounts)
        ) { visit in
            let code = try await visit.home.resetAccount(visit.account().name, as: visit.actor)
            return CodeAnswer(try visit.account(), code)
        },
        .act(
            "/accounts/:account/suspend", "suspendAccount", "From the next action on, it does nothing.",
            for: .duty(.manageAccounts)
        ) { try await set(.suspended, $0) },
        .act(
            "/accounts/:account/resume", "resumeAccount", "Ends a suspension.", for: .duty(.manageAccounts)
        ) { try await set(.active, $0) },
    ]

    private static func set(_ standing: Standing, _ visit: Visit) async throws -> AccountAnswer {
        try await visit.home.setStanding(standing, ofAccount: visit.account().name, as: visit.actor)
        return try visit.account()
    }

    /// - Throws: `form.malformed` for a role that there is not.
    private static func roles(_ words: [String]) throws -> Set<Role> {
        Set(
            try words.map { word in
                guard let role = Role(rawValue: word) else { throw Failure.malformedForm }
                return role
            })
    }

    private static let roles = Schema.set(of: .word(Role.allCases.map(\.rawValue)), least: 1)

    private struct NewAccount: Decodable, Described {
        let name: String
        let organisation: String
        let roles: [String]

        static let schema = Schema.named(
            "NewAccount",
            .object(["name": .text(1...PlainName.longest), "organisation": .id, "roles": AccountsAPI.roles]))
    }

    private struct NewRoles: Decodable, Described {
        let roles: [String]

        static let schema = Schema.named("NewRoles", .object(["roles": AccountsAPI.roles]))
    }

    fileprivate struct AccountAnswer: Encodable, Described {
        let id: String
        let name: String
        let organisation: Named
        let roles: [String]
        let standing: String
        let setUp: Bool

        init(_ record: AccountRecord, _ organisation: OrganisationRecord) {
            (id, name) = (record.ref.rawValue, record.name)
            self.organisation = Named(id: organisation.ref.rawValue, name: organisation.name)
            roles = record.roles.map(\.rawValue).sorted()
            standing = record.standing.rawValue
            setUp = record.isSetUp
        }

        static let schema = Schema.named(
            "Account",
            .object([
                "id": .id, "name": .text, "organisation": Named.schema, "roles": AccountsAPI.roles,
                "standing": .word(Standing.allCases.map(\.rawValue)), "setUp": .truth,
            ]))
    }

    private struct CodeAnswer: Encodable, Described {
        let account: AccountAnswer
        let code: String
        let expires: Date

        init(_ account: AccountAnswer, _ code: SecretToken) {
            self.account = account
            self.code = code.text
            expires = Date().addingTimeInterval(Home.setUpCodeHolds)
        }

        static let schema = Schema.named(
            "AccountWithCode", .object(["account": AccountAnswer.schema, "code": .text, "expires": .moment]))
    }
}

extension Visit {
    /// - Throws: `page.unknown`.
    fileprivate func account(where fits: (AccountRecord) -> Bool) throws -> AccountsAPI.AccountAnswer {
        guard let known = try home.accounts(as: actor).first(where: { fits($0.account) }) else {
            throw Failure.unknownPage
        }
        return AccountsAPI.AccountAnswer(known.account, known.organisation)
    }

    /// The one that the path names.
    fileprivate func account() throws -> AccountsAPI.AccountAnswer {
        let ref = try id("account")
        return try account { $0.ref.rawValue == ref }
    }
}
