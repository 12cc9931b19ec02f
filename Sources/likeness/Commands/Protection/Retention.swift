import ArgumentParser
import FaceSearch
import Foundation
import Presentation

struct Retention: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Retention: erasing what was kept as long as it may be.",
        discussion: """
            Examples:
              likeness retention run --dry-run
              likeness retention run
            """,
        subcommands: [Run.self])

    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Erases photos older than their collection's retention, and what the policy says.",
            discussion: """
                A photo's time begins when it is enrolled. Once it is over, the photo stays out
                of the collection, also when its folder is indexed again. The payloads behind
                the log's entries go after the policy's days, and so do requests of people
                about themselves that ended as long ago; the entries stay.

                Meant to be run daily. May be stopped and run again at any time.

                Examples:
                  likeness retention run --dry-run
                  likeness retention run --json
                """)

        @OptionGroup var home: HomeOption
        @Flag(help: "Only say what would go.") var dryRun = false
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let (home, actor) = try home.openAsActor()
            let report: RetentionReport
            if dryRun {
                report = try home.previewRetention(as: actor)
            } else {
                report = try await Interruptible.run {
                    let line = ProgressLine("Erasing", unit: "photos")
                    defer { line.finish(always: false) }
                    return try await home.runRetention(as: actor) { line.show(done: $0, of: $1, note: "") }
                }
            }
            let output = RetentionOutput(report, dryRun: dryRun)
            if json { try JSONOutput.print(output) } else { try say(output.lines.joined(separator: "\n")) }
        }
    }
}
