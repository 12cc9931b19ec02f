import FaceAnalysis
import FaceSearch
import Foundation
import Inference
import Presentation
import Rules
import SyntheticPeople

/// Where the demo plays: an archive and probes that are made once, and a home that is made anew each time.
struct DemoStage {
    let folder: URL
    var archive: URL { folder.appending(path: "archive", directoryHint: .isDirectory) }
    private var probes: URL { folder.appending(path: "probes", directoryHint: .isDirectory) }
    var witness: URL { folder.appending(path: "witness", directoryHint: .isDirectory) }

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

    /// A photo to search with, which is in no collection.
    func probe(_ photo: PlannedPhoto) -> String { probes.appending(path: photo.path).path }

    /// A home of the profile archive, made anew, with its people.
    func freshHome(_ clock: DemoClock) async throws -> (home: Home, people: DemoPeople) {
        let place = folder.appending(path: "home", directoryHint: .isDirectory)
        try? FileManager.default.removeItem(at: place)
        let policy = Policy.standardText(for: .archive)
            .replacing("  allowed: false", with: "  allowed: true").replacing("  examiners: 1", with: "  examiners: 2")
            // A project here is a series of photos of many people.
            .replacing(/unlike-faces: \d+/, with: "unlike-faces: 12")
        let home = try await Home.create(
            at: place, profile: .archive, policy: policy, log: nil, clock: { clock.now })
        await home.keepLogOpen()
        return (home, try await DemoPeople(in: home))
    }

    /// Three collections, one an organisation, each of some of the archive's folders.
    /// - Returns: what each index run is to take in, in order.
    func collections(_ home: Home, _ people: DemoPeople) async throws -> [(request: IndexRequest, custodian: Actor)] {
        let folders = try FileManager.default.contentsOfDirectory(atPath: archive.path).filter { $0 != "truth.csv" }
            .sorted()
        let plans = [
            ("press-photos", "cas", DemoPeople.press, "Photographers' estates"),
            ("town-hall", "moe", DemoPeople.town, "The town's own photographers"),
            ("harbour", "hob", DemoPeople.museum, "Donations"),
        ]
        var requests: [(request: IndexRequest, custodian: Actor)] = []
        // Of five folders the press has three.
        let shares = [[0, 1, 2], [3], [4]]
        for (plan, share) in zip(plans, shares) {
            let (name, custodian, controller, source) = plan
            let actor = try people[custodian]
            _ = try await home.createCollection(
                named: name, controller: controller, lawfulBasis: "nobody on these photos exists", source: source,
                retentionDays: 3650, as: actor)
            let own = folders.enumerated().filter { share.contains($0.offset % 5) }
                .map { archive.appending(path: $0.element).path }
            requests.append((try IndexRequest(paths: own, collection: name), actor))
        }
        _ = try await home.grantAccess(
            to: "town-hall", for: DemoPeople.press, purposes: ["provenance", "missing-person"], days: 365,
            as: people["moe"])
        return requests
    }

    /// Searches on an authorisation, prints the list, writes the sheet.
    /// - Returns: the sheet's path.
    func search(
        _ probe: PlannedPhoto, _ home: Home, on authorisation: AuthorisationRef, as searcher: Actor,
        _ analyzer: FaceAnalyzer, sheet: String
    ) async throws -> String {
        let bytes = try NamedPhoto.read(self.probe(probe))
        let list = try await home.search(
            SearchRequest(probe: bytes, probeType: .photo, authorisation: authorisation, limit: 10), as: searcher,
            with: analyzer)
        try say(CandidateTable(list).text)
        let place = folder.appending(path: sheet).path
        try ContactSheet(list, probe: bytes).write(to: place)
        return place
    }
}
