import ArgumentParser
import FaceSearch
import Foundation
import Presentation
import Rules

struct Authorise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Authorisations: leave to search, requested by a searcher and decided by an approver.",
        discussion: """
            Examples:
              likeness authorise request --case 2026-0117 --purpose missing-person \\
                  --collection custody --searches 5 --days 14 \\
                  --necessity "All other enquiries have led to nothing." \\
                  --proportionality "One person, one collection, two weeks."
              likeness authorise list
              likeness authorise approve 5f0c2a9e8b7d41c3a6e9d2b4f8071c35 \\
                  --reason "Last seen in March; the family asks."
              likeness search someone.jpg --probe-type photo \\
                  --authorisation 5f0c2a9e8b7d41c3a6e9d2b4f8071c35
              likeness authorise break-glass --case 2026-0117 \\
                  --purpose missing-person --collection custody \\
                  --reason "A child was seen an hour ago."
            """,
        subcommands: [
            Request.self, BreakGlass.self, List.self, Show.self, Approve.self, Refuse.self, Revoke.self, Unlock.self,
        ])

    struct Scope: ParsableArguments {
        @OptionGroup var home: HomeOption
        @Option(name: .customLong("case"), help: ArgumentHelp("The case's reference.", valueName: "reference"))
        var caseReference: String
        @Option(help: "One of the policy's purposes.") var purpose: String
        @Option(help: "A collection to search; may be given several times.") var collection: [String]
        @Option(help: ArgumentHelp("How many searches.", valueName: "n")) var searches = 1
        @Option(help: "For how many days.") var days = 1
        @Option(help: ArgumentHelp("From when on (default: now).", valueName: "time")) var notBefore: EventTime?

        func draft(necessity: String = "", proportionality: String = "") -> AuthorisationDraft {
            AuthorisationDraft(
                caseReference: caseReference, purpose: purpose, necessity: necessity, proportionality: proportionality,
                collections: collection, searches: searches, notBefore: notBefore?.date, days: days)
        }
    }

    struct Choice: ParsableArguments {
        @OptionGroup var home: HomeOption
        @Argument(help: "The authorisation's id.") var id: String
        @Option(help: "Why; the record keeps it.") var reason = ""

        var ref: AuthorisationRef { AuthorisationRef(id) }
    }

    struct Request: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Asks for leave to search; an approver decides.")

        @OptionGroup var scope: Scope
        @Option(help: "Why it is necessary to search.") var necessity: String
        @Option(help: "Why it is proportionate.") var proportionality: String

        func run() async throws {
            let (home, actor) = try scope.home.openAsActor()
            let asked = try await home.requestAuthorisation(
                scope.draft(necessity: necessity, proportionality: proportionality), as: actor)
            try say(AuthorisationOutput(asked).line)
            try say("An approver decides next: likeness authorise approve \(asked.authorisation.ref.rawValue)")
        }
    }

    struct BreakGlass: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "break-glass", abstract: "Takes leave to search at once, in an emergency.",
            discussion: """
                An approver has to answer within the policy's deadline. Unanswered or
                refused, what it returned is erased, and you do not search until an
                approver acts. The overseer sees it.
                """)

        @OptionGroup var scope: Scope
        @Option(help: "Why it cannot wait.") var reason: String

        func run() async throws {
            let (home, actor) = try scope.home.openAsActor()
            let taken = try await home.breakGlass(scope.draft(), reason: reason, as: actor)
            try say(AuthorisationOutput(taken).line)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Your authorisations; for an approver, also what waits for a decision.")

        @OptionGroup var home: HomeOption
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let (home, actor) = try home.openAsActor()
            let (own, toDecide) = try await home.authorisations(as: actor)
            if json {
                return try JSONOutput.print([
                    "own": own.map(AuthorisationOutput.init), "toDecide": toDecide.map(AuthorisationOutput.init),
                ])
            }
            for authorisation in own { try say(AuthorisationOutput(authorisation).line) }
            if !toDecide.isEmpty { try say("Waiting for a decision:") }
            for authorisation in toDecide { try say(AuthorisationOutput(authorisation).line) }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "One authorisation, with all that was said of it.")

        @OptionGroup var home: HomeOption
        @Argument(help: "The authorisation's id.") var id: String
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let (home, actor) = try home.openAsActor()
            let shown = AuthorisationOutput(try await home.authorisation(AuthorisationRef(id), as: actor))
            if json { return try JSONOutput.print(shown) }
            try say(shown.lines.joined(separator: "\n"))
        }
    }

    struct Approve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Approves a request, or a search that was made before its approval.")

        @OptionGroup var choice: Choice

        func run() async throws {
            let (home, actor) = try choice.home.openAsActor()
            let decided = try await home.approve(choice.ref, reason: choice.reason, as: actor)
            try say(AuthorisationOutput(decided).line)
        }
    }

    struct Refuse: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Refuses a request.")

        @OptionGroup var choice: Choice

        func run() async throws {
            let (home, actor) = try choice.home.openAsActor()
            let decided = try await home.refuse(choice.ref, reason: choice.reason, as: actor)
            try say(AuthorisationOutput(decided).line)
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes an authorisation back. A searcher may give back their own.")

        @OptionGroup var choice: Choice

        func run() async throws {
            let (home, actor) = try choice.home.openAsActor()
            let revoked = try await home.revoke(choice.ref, reason: choice.reason, as: actor)
            try say(AuthorisationOutput(revoked).line)
        }
    }

    struct Unlock: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lets a searcher search again whose break-glass search was not approved.")

        @OptionGroup var home: HomeOption
        @Argument(help: "The account's name.") var name: String
        @Option(help: "Why; the record keeps it.") var reason: String

        func run() async throws {
            let (home, actor) = try home.openAsActor()
            try await home.unlock(name, reason: reason, as: actor)
            try say("\(name) may search again.")
        }
    }
}
