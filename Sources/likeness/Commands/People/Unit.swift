import ArgumentParser
import FaceSearch
import Records
import Vocabulary

struct Unit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Units of organisations: stations, desks, departments, by which use is counted.",
        discussion: """
            A unit gives nobody a right. What an account does is counted for the unit that it
            belongs to at that time.

            Examples:
              likeness unit create "North Station" --organisation "Valley Police"
              likeness unit assign jo --unit "North Station"
              likeness unit list --organisation "Valley Police"
            """,
        subcommands: [Create.self, List.self, Assign.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Makes a unit.")

        @OptionGroup var home: HomeOption
        @Argument(help: "The unit's name.") var name: String
        @Option(help: "The organisation that it is part of.") var organisation: String = "main"

        func run() async throws {
            let (home, actor) = try home.openAsActor()
            try await home.createUnit(named: name, in: organisation, as: actor)
            try say("Made the unit \(name).")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "An organisation's units.")

        @OptionGroup var home: HomeOption
        @Option(help: "The organisation.") var organisation: String = "main"
        @Flag(help: "Print one JSON object.") var json = false

        func run() throws {
            let (home, actor) = try home.openAsActor()
            let units = try home.units(of: organisation, as: actor).map(\.name)
            if json { return try JSONOutput.print(["units": units]) }
            for unit in units { try say(unit) }
            if units.isEmpty { try say("No unit yet. `likeness unit create NAME` makes one.") }
        }
    }

    struct Assign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says which unit an account belongs to from now on.")

        @OptionGroup var home: HomeOption
        @Argument(help: "The account's name.") var name: String
        @Option(help: "A unit of the account's organisation (default: none).") var unit: String?

        func run() async throws {
            let (home, actor) = try home.openAsActor()
            try await home.assignAccount(name, toUnit: unit, as: actor)
            try say(unit.map { "\(name) belongs to \($0)." } ?? "\(name) belongs to no unit.")
        }
    }
}
