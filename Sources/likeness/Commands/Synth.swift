import ArgumentParser
import Foundation
import Inference
import SyntheticPeople

struct Synth: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes photos of people who do not exist, with truth.csv that says who is where.",
        discussion: """
            The same numbers give the same files on one machine. Every file is marked as synthetic in its metadata.
            truth.csv has a row for each face: path, person, and the box in pixels of the upright photo.

            Examples:
              likeness synth archive --people 30 --shots 5
              likeness synth archive --people 30 --shots 5 --seed 7 --probes 30 --strangers 30
              likeness synth speed --portraits 200
              likeness synth speed --groups 100 --faces 6
            """)

    @Argument(help: ArgumentHelp("An empty or new folder.", valueName: "dir")) var folder: String
    @Option(help: "How many people the archive shows.") var people = 30
    @Option(help: "On how many photos each of them is.") var shots = 5
    @Option(help: "Another number, other people.") var seed: UInt64 = 1
    @Option(help: "Also this many unseen photos of them, in DIR-probes.") var probes = 0
    @Option(help: "And of this many people who are not in the archive.") var strangers = 0
    @Option(help: "Instead of an archive: this many 1 MP portraits, for benchmarks.") var portraits: Int?
    @Option(help: "Instead of an archive: this many 12 MP group photos, for benchmarks.") var groups: Int?
    @Option(help: "Faces on each group photo.") var faces = 6

    func run() async throws {
        let sets = try plannedSets()
        let studio = try await Studio(InferenceEngine(.ofThisProgram()))
        for (set, place) in sets where !set.photos.isEmpty {
            try await Interruptible.run {
                let line = ProgressLine("Drawing", unit: "photos")
                defer { line.finish() }
                try await ArchiveWriter(studio).write(set, to: URL(filePath: place)) { done, total in
                    line.show(done: done, of: total, note: "")
                }
            }
            try say("Wrote \(set.photos.count) photos with \(set.faceCount) faces, and truth.csv, to \(place).")
        }
    }

    private func plannedSets() throws -> [(PhotoSet, String)] {
        if let portraits { return [(try PhotoSet.portraits(portraits, seed: seed), folder)] }
        if let groups { return [(try PhotoSet.groups(groups, faces: faces, seed: seed), folder)] }
        let plan = try ArchivePlan(people: people, shots: shots, seed: seed, probes: probes, strangers: strangers)
        return [(plan.archive, folder), (plan.probes, folder + "-probes")]
    }
}
