import FaceAnalysis
import FaceSearch
import Foundation
import Inference
import Presentation
import Rules
import SyntheticPeople

/// Where the demo plays: an archive and probes that are made once, and a home that is made anew each time.
struct DemoStage {
    static let collection = "demo"

    private let folder: URL
    var archive: URL { folder.appending(path: "archive", directoryHint: .isDirectory) }
    private var probes: URL { folder.appending(path: "probes", directoryHint: .isDirectory) }

    init(folder: String?) {
        if let folder {
            self.folder = URL(filePath: folder, directoryHint: .isDirectory)
            return
        }
        let environment = ProcessInfo.processInfo.environment
        let cache =
            environment["XDG_CACHE_HOME"].flatMap { $0.isEmpty ? nil : URL(filePath: $0) }
            ?? FileManager.default.homeDirectoryForCurrentUser.appending(path: ".cache")
        self.folder = cache.appending(path: "likeness/demo", directoryHint: .isDirectory)
    }

    static func plan() throws -> ArchivePlan {
        try ArchivePlan(people: 150, shots: 5, seed: 7, probes: 1, strangers: 1)
    }

    /// Makes what is not there yet: a folder is whole when it has its truth.csv.
    func makePhotos(_ plan: ArchivePlan, _ engine: InferenceEngine) async throws {
        let missing = [(plan.archive, archive), (plan.probes, probes)].filter { _, place in
            !FileManager.default.fileExists(atPath: place.appending(path: "truth.csv").path)
        }
        guard !missing.isEmpty else { return }
        let count = missing.reduce(0) { $0 + $1.0.photos.count }
        try say("Drawing \(count) photos of people who do not exist (once; they are kept).")
        let studio = try await Studio(engine)
        for (set, place) in missing {
            try await Interruptible.run {
                let line = ProgressLine("Drawing", unit: "photos")
                defer { line.finish() }
                try await ArchiveWriter(studio).write(set, to: place, replacing: true) { done, total in
                    line.show(done: done, of: total, note: "")
                }
            }
        }
    }

    func freshHome() async throws -> Home {
        let place = folder.appending(path: "home", directoryHint: .isDirectory)
        try? FileManager.default.removeItem(at: place)
        let home = try await Home.create(at: place, profile: .household)
        _ = try await home.createCollection(
            named: Self.collection, controller: "the demo", lawfulBasis: "nobody on these photos exists",
            source: "SyntheticPeople", retentionDays: 1, as: home.owner())
        return home
    }

    /// Searches, prints the list, writes the sheet.
    /// - Returns: the sheet's path.
    func search(_ probe: PlannedPhoto, _ home: Home, _ analyzer: FaceAnalyzer, sheet: String) async throws -> String {
        let bytes = try NamedPhoto.read(probes.appending(path: probe.path).path)
        let list = try await home.search(
            SearchRequest(probe: bytes, purpose: "demo", limit: 10), as: home.owner(), with: analyzer)
        try say(CandidateTable(list).text)
        let place = folder.appending(path: sheet).path
        try ContactSheet(list, probe: bytes).write(to: place)
        return place
    }
}
