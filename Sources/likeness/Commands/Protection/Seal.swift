import ArgumentParser
import FaceSearch
import Foundation
import Presentation
import Records

struct Seal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Sealed persons: witnesses, victims and others whom no searcher is shown.",
        discussion: """
            A search that would have shown a sealed person shows the next candidates in
            their place; it looks like any other, and tells the overseer.

            Examples:
              likeness seal add witness.jpg --reason "protection order 17/26"
              likeness seal list
              likeness seal lift 5f0c2a9e8b7d41c3a6e9d2b4f8071c35 --reason "order ended"
              likeness seal hits
            """,
        subcommands: [Add.self, List.self, Lift.self, Hits.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Seals the person in a photo, in your organisation's collections.",
            discussion: """
                Faces of at least the threshold's similarity become sealed, now and whenever
                photos are indexed. Add the person again with another photo to reach faces
                that one photo does not.

                Example:
                  likeness seal add group.jpg --face 2 --reason "protection order 17/26"
                """)

        @OptionGroup var home: HomeOption
        @Argument(help: ArgumentHelp("A photo of the person.", valueName: "photo")) var photo: String
        @Option(help: ArgumentHelp("Which of the photo's faces, counted from the left.", valueName: "n")) var face: Int?
        @Option(help: "Why; the record keeps it.") var reason: String
        @Option(parsing: .unconditional, help: "The least similarity that makes a face theirs, -1 to 1.")
        var threshold = Home.sealingThreshold
        @Flag(help: "Print one JSON object.") var json = false

        private struct Output: Encodable {
            let person: String
            let faces: Int
            let photos: Int
        }

        func run() async throws {
            let (home, actor) = try home.openAsActor()
            let sealed = try await home.seal(
                NamedPhoto.read(photo), face: face, reason: reason, threshold: threshold, as: actor,
                with: makeAnalyzer())
            let output = Output(person: sealed.person.rawValue, faces: sealed.faces, photos: sealed.photos)
            if json { return try JSONOutput.print(output) }
            try say(
                "\(output.person)  sealed, with \(counted(output.faces, "face")) in \(counted(output.photos, "photo"))."
            )
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Your organisation's sealed persons.")

        @OptionGroup var home: HomeOption
        @Flag(help: "Print one JSON object.") var json = false

        private struct Output: Encodable {
            let id: String
            let sealed: Date
            let reason: String
            let threshold: Float
            let faces: Int
            let photos: Int
        }

        func run() async throws {
            let (home, actor) = try home.openAsActor()
            let persons = try home.sealedPersons(as: actor).map { person, faces, photos in
                Output(
                    id: person.ref.rawValue, sealed: person.sealed, reason: person.reason, threshold: person.threshold,
                    faces: faces, photos: photos)
            }
            if json { return try JSONOutput.print(["persons": persons]) }
            for person in persons {
                try say(
                    "\(person.id)  \(person.sealed.formatted(.iso8601))  \(counted(person.faces, "face")) in \(counted(person.photos, "photo"))  \(person.reason)"
                )
            }
        }
    }

    struct Lift: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lifts a seal: the person is found again, and what they were known by is erased.")

        @OptionGroup var home: HomeOption
        @Argument(help: "The sealed person's id.") var id: String
        @Option(help: "Why; the record keeps it.") var reason: String

        func run() async throws {
            let (home, actor) = try home.openAsActor()
            try await home.liftSeal(SealedPersonRef(id), reason: reason, as: actor)
            try say("Lifted \(id).")
        }
    }

    struct Hits: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "For an overseer: the searches that would have shown a sealed person.")

        @OptionGroup var home: HomeOption
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let (home, actor) = try home.openAsActor()
            let hits = try home.sealedHits(as: actor).map { SealedHitOutput($0) }
            if json { return try JSONOutput.print(["hits": hits]) }
            for hit in hits {
                try say(
                    "\(hit.at.formatted(.iso8601))  search \(hit.search)  account \(hit.account)  person \(hit.person)")
            }
        }
    }
}
