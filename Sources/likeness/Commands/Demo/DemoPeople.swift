import FaceSearch
import Foundation
import Rules
import Secrets

/// Who works in the demo's three organisations.
struct DemoPeople: Sendable {
    struct Person: Sendable {
        let name: String
        let organisation: String
        let roles: Set<Role>
    }

    /// Everybody's.
    static let password = "demo demo demo"
    static let press = "Lakeside Press"
    static let town = "Town Archive"
    static let museum = "Harbour Museum"

    static let all = [
        Person(name: "ada", organisation: press, roles: [.administrator]),
        Person(name: "sam", organisation: press, roles: [.searcher]),
        Person(name: "ria", organisation: press, roles: [.searcher]),
        Person(name: "ann", organisation: press, roles: [.approver]),
        Person(name: "eve", organisation: press, roles: [.examiner]),
        Person(name: "eli", organisation: press, roles: [.examiner]),
        Person(name: "cas", organisation: press, roles: [.custodian]),
        Person(name: "ova", organisation: press, roles: [.overseer]),
        Person(name: "max", organisation: town, roles: [.searcher, .examiner]),
        Person(name: "mia", organisation: town, roles: [.approver]),
        Person(name: "moe", organisation: town, roles: [.custodian]),
        Person(name: "hal", organisation: museum, roles: [.searcher, .examiner]),
        Person(name: "hua", organisation: museum, roles: [.approver]),
        Person(name: "hob", organisation: museum, roles: [.custodian]),
    ]

    /// Of the press.
    private static let units = [("Picture desk", ["sam", "eve", "cas"]), ("Newsroom", ["ria", "eli"])]

    private let actors: [String: Actor]

    /// Makes organisations and accounts, and signs everybody in.
    init(in home: Home) async throws {
        var actors: [String: Actor] = [:]
        let first = Self.all[0]
        let code = try await home.createFirstAdministrator(named: first.name, organisation: first.organisation)
        let administrator = try await Self.signIn(first.name, code.text, home)
        actors[first.name] = administrator
        for name in [Self.town, Self.museum] { try await home.createOrganisation(named: name, as: administrator) }
        for person in Self.all.dropFirst() {
            let code = try await home.createAccount(
                named: person.name, in: person.organisation, roles: person.roles, as: administrator)
            actors[person.name] = try await Self.signIn(person.name, code.text, home)
        }
        for (unit, members) in Self.units {
            try await home.createUnit(named: unit, in: Self.press, as: administrator)
            for name in members { try await home.assignAccount(name, toUnit: unit, as: administrator) }
        }
        self.actors = actors
    }

    private static func signIn(_ name: String, _ code: String, _ home: Home) async throws -> Actor {
        _ = try await home.setUpAccount(code: code, password: password)
        return try home.actor(bearing: await home.logIn(name: name, password: password).token)
    }

    /// Somebody of ``all``.
    subscript(_ name: String) -> Actor {
        get throws {
            guard let actor = actors[name] else { throw Home.signedOut }
            return actor
        }
    }
}
