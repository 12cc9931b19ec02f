import ArgumentParser
import FaceSearch
import Foundation
import Presentation
import Records
import Vocabulary

struct Erase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Erases photos, or single faces in them, for good.",
        discussion: """
            Templates, boxes, captions, paths and what the log can open about them are
            overwritten. Indexing the folder again does not bring them back. The log keeps
            that something was erased, and every earlier receipt stays valid.

            Backups and the photo files themselves are yours to delete: docs/erasure.md.

            `likeness search --json` and `likeness collection photos` show the numbers.

            Examples:
              likeness erase photo 38 41 --reason "asked by letter, 2 March"
              likeness erase face 55 --reason "asked by letter, 2 March"
              likeness erase photo 38 --reason "a test" --dry-run
            """,
        subcommands: [Photo.self, Face.self])

    struct Choice: ParsableArguments {
        @OptionGroup var home: HomeOption
        @Option(help: "Why; the record keeps it. Name nobody in it.") var reason: String
        @Flag(help: "Only say what would go.") var dryRun = false
        @Flag(help: "Print one JSON object.") var json = false

        func run(photos: [Int64] = [], faces: [UInt64] = []) async throws {
            let (home, actor) = try home.openAsActor()
            let request = ErasureRequest(
                photos: Set(photos.map { PhotoID($0) }), faces: Set(faces.map { FaceID($0) }), reason: reason)
            let report =
                dryRun ? try home.preview(request, as: actor) : try await home.erase(request, as: actor)
            let output = ErasureOutput(report, dryRun: dryRun)
            if json { try JSONOutput.print(output) } else { try say(output.lines.joined(separator: "\n")) }
        }
    }

    struct Photo: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Erases whole photos with every face in them.",
            discussion: """
                Example:
                  likeness erase photo 38 41 --reason "asked by letter, 2 March"
                """)

        @OptionGroup var choice: Choice
        @Argument(help: ArgumentHelp("The photos' numbers.", valueName: "id")) var ids: [Int64]

        func run() async throws { try await choice.run(photos: ids) }
    }

    struct Face: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Erases one face of a photo that others are in, and the photo's caption and credit.",
            discussion: """
                The photo itself goes when no face is left in it.

                Example:
                  likeness erase face 55 --reason "asked by letter, 2 March"
                """)

        @OptionGroup var choice: Choice
        @Argument(help: ArgumentHelp("The faces' numbers.", valueName: "id")) var ids: [UInt64]

        func run() async throws { try await choice.run(faces: ids) }
    }
}
