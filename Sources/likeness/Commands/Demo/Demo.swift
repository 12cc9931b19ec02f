import ArgumentParser
import FaceAnalysis
import FaceSearch
import Foundation
import Inference
import Logging
import Presentation
import Rules
import SyntheticPeople
import Web

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Two searches in an archive of people who do not exist, then the desk with two months of their searches.",
        discussion: """
            Makes the archive once (a few minutes) and keeps it in the cache; then indexes
            it into a home of the demo's own, lives through two months of work in three
            organisations, searches with an unseen photo of somebody in it, and with a photo
            of somebody who is not, and serves the desk. Your own home is not touched.

            Examples:
              likeness demo
              likeness demo --no-serve
            """)

    @Option(help: ArgumentHelp("Where the archive and the contact sheets go (default: the cache).", valueName: "dir"))
    var folder: String?
    @Option(help: "The desk's port; 0 takes a free one.") var port = 8787
    @Flag(inversion: .prefixedNo, help: "Serve the desk at the end.") var serve = true

    func run() async throws {
        let stage = DemoStage(folder: folder)
        let engine = try InferenceEngine(.ofThisProgram())
        let plan = try DemoStage.plan()
        try await stage.makePhotos(plan, engine)

        let analyzer = try FaceAnalyzer(engine)
        let clock = DemoClock(days: 62)
        let (home, people) = try await stage.freshHome(clock)
        try await index(stage, home, people, plan, analyzer)
        try await live(stage, home, people, plan, clock, analyzer)

        let (known, stranger) = (plan.probes.photos[0], plan.probes.photos[1])
        let sam = try people["sam"]
        guard
            let running = try await home.authorisations(as: sam).own.first(where: {
                $0.authorisation.state == .approved
            })
        else { return }
        let authorisation = running.authorisation.ref
        try say("\n1. An unseen photo of \(known.people[0].person.id), who is in the archive:")
        let sheet = try await stage.search(
            known, home, on: authorisation, as: sam, analyzer, sheet: "somebody-known.html")
        try say("\n2. A photo of somebody who is not in the archive:")
        let empty = try await stage.search(
            stranger, home, on: authorisation, as: sam, analyzer, sheet: "a-stranger.html")
        try say("\nLook at the contact sheets in a browser:\n  \(sheet)\n  \(empty)")
        if serve { try await serveDesk(home, analyzer) }
        try say("Next, your own photos: likeness init, then the tour in README.md.")
    }

    private func index(
        _ stage: DemoStage, _ home: Home, _ people: DemoPeople, _ plan: ArchivePlan, _ analyzer: FaceAnalyzer
    ) async throws {
        try say("Indexing \(plan.archive.photos.count) photos of \(plan.people.count) people who do not exist.")
        let begun = ContinuousClock.now
        for (request, custodian) in try await stage.collections(home, people) {
            let report = try await Interruptible.run {
                let line = ProgressLine("Indexing", unit: "photos")
                defer { line.finish() }
                return try await home.index(request, as: custodian, with: analyzer) { progress in
                    line.show(
                        done: progress.done, of: progress.total, note: "\(progress.report.enrolledFaces) faces")
                }
            }
            let spent = (ContinuousClock.now - begun).seconds
            let output = IndexReportOutput(report, collection: request.collectionName, seconds: spent)
            try say(output.lines.joined(separator: "\n"))
        }
    }

    private func live(
        _ stage: DemoStage, _ home: Home, _ people: DemoPeople, _ plan: ArchivePlan, _ clock: DemoClock,
        _ analyzer: FaceAnalyzer
    ) async throws {
        let history = DemoHistory(
            home: home, clock: clock, people: people, analyzer: analyzer, probes: stage.probes(of: plan))
        let searches = try await Interruptible.run {
            let line = ProgressLine("Living through two months", unit: "projects")
            defer { line.finish() }
            return try await history.live { line.show(done: $0, of: $1, note: "") }
        }
        try say("Two months passed in three organisations: \(counted(searches, "search")), each approved and logged.")
    }

    private func serveDesk(_ home: Home, _ analyzer: FaceAnalyzer) async throws {
        var settings = WebSettings()
        settings.port = port
        var logger = Logger(label: "likeness")
        logger.logLevel = .warning
        let server = try WebServer(home: home, analyzer: analyzer, settings: settings, logger: logger)
        try await server.run { port in
            let who = DemoPeople.all.filter {
                $0.organisation == DemoPeople.press && $0.name != "ria" && $0.name != "eli"
            }
            let lines = who.map { "  \($0.name)  \($0.roles.map(\.rawValue).sorted().joined(separator: ", "))" }
            try? say(
                """

                The desk is at http://127.0.0.1:\(port)/
                Sign in by one of these names; everybody's password is: \(DemoPeople.password)
                \(lines.joined(separator: "\n"))
                Begin as sam. Ctrl-C ends it.
                """)
        }
    }
}
