import ArgumentParser
import FaceAnalysis
import FaceSearch
import Foundation
import Inference
import Presentation
import SyntheticPeople

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Indexes an archive of people who do not exist, and searches it.",
        discussion: """
            Makes the archive once (a few minutes) and keeps it in the cache; then indexes it into a home of the demo's own,
            searches with an unseen photo of somebody in it, and with a photo of somebody who is not. Your own home is not
            touched.

            Example:
              likeness demo
            """)

    @Option(help: ArgumentHelp("Where the archive and the contact sheets go (default: the cache).", valueName: "dir"))
    var folder: String?

    func run() async throws {
        let stage = DemoStage(folder: folder)
        let engine = try InferenceEngine(.ofThisProgram())
        let plan = try DemoStage.plan()
        try await stage.makePhotos(plan, engine)

        let analyzer = try FaceAnalyzer(engine)
        let home = try await stage.freshHome()
        try say("Indexing \(plan.archive.photos.count) photos of \(plan.people.count) people who do not exist.")
        let request = try IndexRequest(paths: [stage.archive.path], collection: DemoStage.collection)
        let begun = ContinuousClock.now
        let report = try await Interruptible.run {
            let line = ProgressLine("Indexing", unit: "photos")
            defer { line.finish() }
            return try await home.index(request, as: home.owner(), with: analyzer) { progress in
                line.show(done: progress.done, of: progress.total, note: "\(progress.report.enrolledFaces) faces")
            }
        }
        let spent = (ContinuousClock.now - begun).seconds
        try say(
            IndexReportOutput(report, collection: DemoStage.collection, seconds: spent).lines.joined(separator: "\n"))

        let (known, stranger) = (plan.probes.photos[0], plan.probes.photos[1])
        try say("\n1. An unseen photo of \(known.people[0].person.id), who is in the archive:")
        let sheet = try await stage.search(known, home, analyzer, sheet: "somebody-known.html")
        try say("\n2. A photo of somebody who is not in the archive:")
        let empty = try await stage.search(stranger, home, analyzer, sheet: "a-stranger.html")
        try say("\nLook at the contact sheets in a browser:\n  \(sheet)\n  \(empty)")
        try say("Next, your own photos: likeness init, then the tour in README.md.")
    }
}
