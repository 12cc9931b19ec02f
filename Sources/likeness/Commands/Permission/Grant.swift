import ArgumentParser
import FaceSearch
import Foundation
import Records
import Rules

struct Grant: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Grants: letting another organisation search a collection of yours.",
        discussion: """
            Examples:
              likeness grant give strike-1984 --to "Harbour Museum" \\
                  --purpose provenance --days 90
              likeness grant list
              likeness grant revoke 5f0c2a9e8b7d41c3a6e9d2b4f8071c35
            """,
        subcommands: [Give.self, List.self, Revoke.self])

    struct Give: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lets an organisation search a collection.")

        @OptionGroup var home: HomeOption
        @Argument(help: "The collection's name.") var collection: String
        @Option(help: ArgumentHelp("The organisation that may search.", valueName: "organisation")) var to: String
        @Option(help: "A purpose; may be given several times.") var purpose: [String]
        @Option(help: ArgumentHelp("From when on (default: now).", valueName: "time")) var notBefore: EventTime?
        @Option(help: "For how many days.") var days: Int

        func run() async throws {
            let (home, actor) = try home.openAsActor()
            let grant = try await home.grantAccess(
                to: collection, for: to, purposes: purpose, notBefore: notBefore?.date, days: days, as: actor)
            try say("\(grant.ref.rawValue)  until \(grant.terms.expires.formatted(.iso8601))")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What was granted of your organisation's collections.")

        @OptionGroup var home: HomeOption
        @Flag(help: "Print one JSON object.") var json = false

        private struct Output: Encodable {
            let id: String
            let collection: String
            let organisation: String
            let purposes: [String]
            let notBefore: Date
            let expires: Date
            let revoked: Date?
        }

        func run() throws {
            let (home, actor) = try home.openAsActor()
            let grants = try home.grants(as: actor).map { grant, collection, organisation in
                Output(
                    id: grant.ref.rawValue, collection: collection.name, organisation: organisation.name,
                    purposes: grant.terms.purposes.sorted(), notBefore: grant.terms.notBefore,
                    expires: grant.terms.expires, revoked: grant.terms.revoked)
            }
            if json { return try JSONOutput.print(["grants": grants]) }
            for grant in grants {
                let until =
                    grant.revoked.map { "revoked \($0.formatted(.iso8601))" }
                    ?? "until \(grant.expires.formatted(.iso8601))"
                try say(
                    "\(grant.id)  \(grant.collection)  \(grant.organisation)  \(grant.purposes.joined(separator: ", "))  \(until)"
                )
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Takes a grant back, from the next search on.")

        @OptionGroup var home: HomeOption
        @Argument(help: "The grant's id.") var id: String

        func run() async throws {
            let (home, actor) = try home.openAsActor()
            try await home.revokeGrant(GrantRef(id), as: actor)
            try say("Revoked \(id).")
        }
    }
}
