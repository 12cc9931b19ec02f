import ArgumentParser
import FaceAnalysis
import FaceSearch
import Foundation
import Inference
import Logging
import Oversight
import Presentation
import Records
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
            organisations, and of misuse that an overseer finds, searches with an unseen
            photo of somebody in it, and with a photo of somebody who is not, writes a
            transparency report and an evidence pack that can be checked without the home,
            and serves the desk. Your own home is not touched.

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
        let (past, people) = try await stage.freshHome(clock)
        try await index(stage, past, people, plan, analyzer)
        try await live(
            stage, plan, DemoOffice(home: past, clock: clock, people: people, analyzer: analyzer))
        await past.closeLog()

        // From today on somebody outside vouches for the log.
        let witness = try await DemoWitness(for: past.directory, store: stage.witness)
        let home = try Home.open(at: past.directory, witnesses: witness.settings)
        try await search(stage, home, people, plan, analyzer)
        let papers = try await publish(stage, home, people)
        if serve {
            try await serveDesk(home, analyzer, stage, papers)
        } else {
            try say("\n\(papers.words)\n")
        }
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

    private func live(_ stage: DemoStage, _ plan: ArchivePlan, _ office: DemoOffice) async throws {
        let faces = DemoFaces(plan, in: stage.archive)
        let misuse = DemoMisuse(
            office: office, faces: faces, stranger: stage.probe(plan.probes.photos[1]),
            history: HistoryKeeper(office.home))
        let history = DemoHistory(
            office: office, faces: faces, misuse: misuse, rights: DemoRights(office: office, faces: faces))
        try await Interruptible.run {
            let line = ProgressLine("Living through two months", unit: "projects")
            defer { line.finish() }
            try await history.live { line.show(done: $0, of: $1, note: "") }
            try await misuse.check()
        }
        let ova = try office.people["ova"]
        let signals = try office.home.countSignals(as: ova)
        let open = try office.home.countSignals(SignalFilter(state: .open), as: ova)
        try say(
            "Two months passed in three organisations, each search approved and logged. Somebody misused it: "
                + "\(counted(signals, "signal")), \(open) of them open.")
    }

    private func search(
        _ stage: DemoStage, _ home: Home, _ people: DemoPeople, _ plan: ArchivePlan, _ analyzer: FaceAnalyzer
    ) async throws {
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
    }

    private func publish(_ stage: DemoStage, _ home: Home, _ people: DemoPeople) async throws -> DemoPapers {
        let papers = DemoPapers(in: stage.folder, at: Date())
        let pretext = try home.cases(as: people["mia"]).first { $0.reference == DemoMisuse.pretext }
        try await papers.make(
            from: home, HistoryKeeper(home), about: pretext?.ref.rawValue ?? "", as: people["ova"])
        return papers
    }

    private func serveDesk(
        _ home: Home, _ analyzer: FaceAnalyzer, _ stage: DemoStage, _ papers: DemoPapers
    ) async throws {
        var settings = WebSettings()
        settings.port = port
        settings.roots = [stage.archive]
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
                Begin as sam, who searches. Then as ova, who watches: who used it and how, whom Max of the Town Archive
                looked up and who let him, what is asked of a face search and its answers, and the witness.

                \(papers.words)
                Ctrl-C ends it.
                """)
        }
    }
}
