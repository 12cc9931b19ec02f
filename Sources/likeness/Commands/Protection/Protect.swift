import ArgumentParser
import FaceSearch
import Foundation
import Presentation
import Records

struct Protect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Protected persons: overseers are told when somebody searches for them.",
        discussion: """
            For a colleague, or a member of somebody's family, who asks for it. They are
            found as before, and no searcher is told: overseers learn of each search whose
            probe resembles them. Of the photo only a sealed template is kept, which the
            oversight key opens. To hide somebody from searches, seal them: `likeness seal`.

            Examples:
              likeness protect add jo.jpg --fears sam --reason "asked on 2 March"
              likeness protect list
              likeness protect end 5f0c2a9e8b7d41c3a6e9d2b4f8071c35 --reason "asked on 9 May"
            """,
        subcommands: [Add.self, List.self, End.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Puts the person in a photo on the list.",
            discussion: """
                Example:
                  likeness protect add group.jpg --face 2 --fears sam --reason "asked on 2 March"
                """)

        @OptionGroup var home: HomeOption
        @Argument(help: ArgumentHelp("A photo of the person.", valueName: "photo")) var photo: String
        @Option(help: ArgumentHelp("Which of the photo's faces, counted from the left.", valueName: "n")) var face: Int?
        @Option(help: ArgumentHelp("The account whose searches they fear, of your organisation.", valueName: "name"))
        var fears: String?
        @Option(help: "Why; the record keeps it.") var reason: String
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let (home, actor) = try home.openAsActor()
            let person = try await home.protect(
                NamedPhoto.read(photo), face: face, feared: fears, reason: reason, as: actor, with: makeAnalyzer())
            if json { return try JSONOutput.print(["person": person.rawValue]) }
            try say("\(person.rawValue)  protected: overseers are told of searches for them.")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Your organisation's protected persons.")

        @OptionGroup var home: HomeOption
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let (home, actor) = try home.openAsActor()
            let persons = try home.protectedPersons(as: actor).map {
                ProtectedPersonOutput($0.person, fears: $0.feared)
            }
            if json { return try JSONOutput.print(["persons": persons]) }
            if persons.isEmpty { try say("Nobody is protected.") }
            for person in persons {
                let fears = person.fears.map { "  fears \($0)" } ?? ""
                try say("\(person.id)  \(person.added.formatted(.iso8601))\(fears)  \(person.reason)")
            }
        }
    }

    struct End: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes a person off the list, and erases what they were known by.")

        @OptionGroup var home: HomeOption
        @Argument(help: "The protected person's id.") var id: String
        @Option(help: "Why; the record keeps it.") var reason: String

        func run() async throws {
            let (home, actor) = try home.openAsActor()
            try await home.endProtection(of: ProtectedPersonRef(id), reason: reason, as: actor)
            try say("Ended \(id).")
        }
    }
}
