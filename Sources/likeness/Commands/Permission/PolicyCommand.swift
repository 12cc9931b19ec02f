import ArgumentParser
import FaceSearch
import Foundation
import Records
import Rules

struct PolicyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "The policy: what may be searched for, on whose word, and how long what is kept.",
        discussion: """
            A policy is a YAML text (docs/policy.md). Putting another in force is logged,
            with the digests of both.

            Examples:
              likeness policy show > policy.yaml
              likeness policy check policy.yaml
              likeness policy adopt policy.yaml
            """,
        subcommands: [Show.self, Check.self, Adopt.self])

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Prints the policy in force.")

        @OptionGroup var home: HomeOption

        func run() throws { try write(Data(home.open().policy().text.utf8)) }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says whether a policy can be put in force here, and what it would change.")

        @OptionGroup var home: HomeOption
        @Argument(help: "The policy.") var file: String

        func run() throws { try tellChanges(home.open().changes(by: PolicyFile.read(file))) }
    }

    struct Adopt: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Puts a policy in force. Administrators do.")

        @OptionGroup var home: HomeOption
        @Argument(help: "The policy.") var file: String

        func run() async throws {
            let (home, actor) = try home.openAsActor()
            let text = try PolicyFile.read(file)
            let changes = try home.changes(by: text)
            let adopted = try await home.adoptPolicy(text, as: actor)
            try tellChanges(changes)
            try say("In force: \(adopted.digest)")
        }
    }

    private static func tellChanges(_ changes: [PolicyChange]) throws {
        if changes.isEmpty { try say("It changes nothing but its words.") }
        for change in changes { try say("\(change.path): \(change.old) → \(change.new)") }
    }
}
