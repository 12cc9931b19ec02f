import ArgumentParser
import FaceSearch
import Foundation
import Presentation

struct Index: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Enrols the photos of folders into a collection.",
        discussion: """
            Photos that the collection already has are skipped by content, so the command may be stopped and run again at any
            time. Files that cannot be read are listed, and kept in `likeness collection show`.

            A metadata table is a CSV file with a column `path` and any of caption, credit, source, taken.

            Examples:
              likeness index ~/Pictures --collection family
              likeness index /srv/1984 --collection strike-1984 \\
                  --metadata catalogue.csv --json
            """)

    @OptionGroup var home: HomeOption
    @Argument(help: ArgumentHelp("Folders and photos.", valueName: "path")) var paths: [String]
    @Option(help: "The collection to enrol into.") var collection: String
    @Option(help: ArgumentHelp("What your catalogue says of the photos.", valueName: "file.csv")) var metadata: String?
    @Flag(help: "Print one JSON object when done.") var json = false

    func run() async throws {
        let (home, actor) = try home.openAsActor()
        let request = try IndexRequest(
            paths: paths, collection: collection,
            metadata: metadata.map { try MetadataTable.read(URL(filePath: $0)) })
        let begun = ContinuousClock.now
        let report = try await Interruptible.run {
            let line = ProgressLine("Indexing", unit: "photos")
            defer { line.finish() }
            return try await home.index(request, as: actor, with: makeAnalyzer()) { progress in
                line.show(
                    done: progress.done, of: progress.total,
                    note: "\(progress.report.enrolledFaces) faces, \(progress.report.skipped.count) skipped")
            }
        }
        let spent = ContinuousClock.now - begun
        let output = IndexReportOutput(report, collection: collection, seconds: spent.seconds)
        if json { try JSONOutput.print(output) } else { try say(output.lines.joined(separator: "\n")) }
        if !report.skipped.isEmpty { throw ExitCode(1) }
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
