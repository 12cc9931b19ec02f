import ArgumentParser
import FaceSearch
import Records
import Rules

struct Organisation: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Organisations: whose people use this home, and who controls which collections.",
        discussion: """
            Examples:
              likeness organisation create "Valley Archive"
              likeness organisation list
              likeness organisation suspend "Valley Archive"
            """,
        subcommands: [Create.self, List.self, Suspend.self, Resume.self])

    struct NameArgument: ParsableArguments {
        @OptionGroup var home: HomeOption
        @Argument(help: "The organisation's name.") var name: String
    }

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Makes an organisation.")

        @OptionGroup var place: NameArgument

        func run() async throws {
            let (home, actor) = try place.home.openAsActor()
            try await home.createOrganisation(named: place.name, as: actor)
            try say("Made the organisation \(place.name).")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "All organisations.")

        @OptionGroup var home: HomeOption
        @Flag(help: "Print one JSON object.") var json = false

        private struct Output: Encodable {
            let name: String
            let standing: String
        }

        func run() throws {
            let (home, actor) = try home.openAsActor()
            let organisations = try home.organisations(as: actor).map {
                Output(name: $0.name, standing: $0.standing.rawValue)
            }
            if json { return try JSONOutput.print(["organisations": organisations]) }
            for organisation in organisations { try say("\(organisation.name)  \(organisation.standing)") }
        }
    }

    struct Suspend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Suspends everybody in an organisation at once, and ends their sessions.")

        @OptionGroup var place: NameArgument

        func run() async throws {
            let (home, actor) = try place.home.openAsActor()
            try await home.setStanding(.suspended, ofOrganisation: place.name, as: actor)
            try say("Suspended \(place.name).")
        }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Ends an organisation's suspension.")

        @OptionGroup var place: NameArgument

        func run() async throws {
            let (home, actor) = try place.home.openAsActor()
            try await home.setStanding(.active, ofOrganisation: place.name, as: actor)
            try say("\(place.name) is active again.")
        }
    }
}
