import ArgumentParser
import FaceSearch
import Foundation
import Presentation
import Records

struct Collection: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Collections: photos under one controller and one lawful basis.",
        discussion: """
            Examples:
              likeness collection create strike-1984 \\
                  --controller "Valley Archive" --source "deposit 12/84" \\
                  --lawful-basis "GDPR Art. 89, archiving in the public interest" \\
                  --retention 3650
              likeness collection list
              likeness collection show strike-1984
              likeness collection photos strike-1984
              likeness collection close strike-1984
            """,
        subcommands: [Create.self, List.self, Show.self, Photos.self, Close.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a collection. No photo is indexed outside of one.")

        @OptionGroup var home: HomeOption
        @Argument(help: "The collection's name.") var name: String
        @Option(help: "Who answers for these photos.") var controller: String
        @Option(help: "What allows them to be searched by face.") var lawfulBasis: String
        @Option(help: "Where they come from.") var source: String
        @Option(parsing: .unconditional, help: ArgumentHelp("How many days they are kept.", valueName: "days"))
        var retention: Int

        func run() async throws {
            let (home, actor) = try home.openAsActor()
            let made = try await home.createCollection(
                named: name, controller: controller, lawfulBasis: lawfulBasis, source: source, retentionDays: retention,
                as: actor)
            try say("Made the collection \(made.name). Next: likeness index FOLDER --collection \(made.name)")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "All collections with their sizes.")

        @OptionGroup var home: HomeOption
        @Flag(help: "Print one JSON object.") var json = false

        func run() throws {
            let (home, actor) = try home.openAsActor()
            let described = try home.collections(as: actor).map { CollectionOutput($0, try home.counts(of: $0.id)) }
            if json { return try JSONOutput.print(["collections": described]) }
            if described.isEmpty { try say("No collection yet. Make one with `likeness collection create`.") }
            for collection in described {
                let state = collection.closed == nil ? "" : "  closed"
                try say("\(collection.name)  \(collection.photos) photos  \(collection.faces) faces\(state)")
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One collection, and the files in it that cannot be read.")

        @OptionGroup var home: HomeOption
        @Argument(help: "The collection's name.") var name: String
        @Flag(help: "Print one JSON object.") var json = false

        func run() throws {
            let (home, actor) = try home.openAsActor()
            let (record, unreadable) = try home.collection(named: name, as: actor)
            let described = CollectionOutput(record, try home.counts(of: record.id), unreadable)
            if json { return try JSONOutput.print(described) }
            try say(described.lines.joined(separator: "\n"))
        }
    }

    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Closes a collection for good: it is neither added to nor searched any more.")

        @OptionGroup var home: HomeOption
        @Argument(help: "The collection's name.") var name: String

        func run() async throws {
            let (home, actor) = try home.openAsActor()
            try await home.closeCollection(named: name, as: actor)
            try say("Closed the collection \(name).")
        }
    }
}
