import Foundation
import Testing

@Suite(
    "Killed at any instant, an erasure or a retention run leaves a whole home, and is finished by the next", .serialized
)
struct ErasureInterruptionTests {
    /// A home with every photo of the archive under a name to look for, old enough for retention.
    private func template() throws -> Workspace {
        let archive = SyntheticArchive.shared
        let work = try Workspace()
        try work.makeHome()
        for (number, photo) in archive.photos.enumerated() {
            try work.write(
                Array(Data(contentsOf: archive.url(photo))),
                to: "archive/NAMED\(number)-.\(archive.url(photo).pathExtension)")
        }
        try work.likeness("index", "archive", "--collection", "album")
        return work
    }

    /// How long an undisturbed run takes, in microseconds.
    private func duration(_ work: Workspace, _ words: [String]) throws -> UInt32 {
        let begun = ContinuousClock.now
        try work.likeness(words)
        let spent = (ContinuousClock.now - begun).components
        return UInt32(spent.seconds) * 1_000_000 + UInt32(spent.attoseconds / 1_000_000_000_000)
    }

    /// Nothing that can be read is damaged, and a search finds who is left.
    private func isWhole(_ work: Workspace) throws {
        try work.likeness("doctor")
        try work.likeness("ledger", "verify")
        try work.likeness("search", SyntheticArchive.shared.portrait().path, "--threshold", "0.2", "--json")
    }

    private func killed(_ work: Workspace, _ words: [String], within time: UInt32) throws {
        let run = try work.program.start(words)
        usleep(UInt32.random(in: time / 3...time))
        run.kill()
        _ = run.finish()
    }

    @Test("an erasure of photos and one of faces")
    func erasures() throws {
        let template = try template()
        let photos = try template.photos()
        let group = try #require(photos.first { $0.faces.count >= 2 })
        let victims = photos.filter { $0.faces.count == 1 }.prefix(3)
        let erasures: [(words: [String], traces: [Workspace.Trace], photos: Int, faces: Int)] = [
            (
                ["photo"] + victims.map { "\($0.id)" },
                victims.map { Workspace.Trace(($0.path as NSString).lastPathComponent) },
                3, 3
            ),
            (
                ["face", "\(group.faces[0])"],
                [Workspace.Trace("template", try template.template(of: group.faces[0]).prefix(64))], 0, 1
            ),
        ]
        let before = try template.counts()
        var done = 0
        var undone = 0
        for (words, traces, photos, faces) in erasures {
            let erase = ["erase"] + words + ["--reason", "a test"]
            let time: UInt32 = try {
                let work = try Workspace()
                try template.copyHome(to: work)
                return try duration(work, erase)
            }()
            for round in 0..<12 {
                let work = try Workspace()
                try template.copyHome(to: work)
                try killed(work, erase, within: time)
                let marked = try work.askRecords("SELECT count(*) FROM erasure") > 0
                let counts = try work.counts()
                let isGone = counts.faces < before.faces
                #expect(isGone || !marked, "marked, and shown all the same")
                try isWhole(work)
                // Each of the ways to finish what was begun.
                switch round % 3 {
                case 0: try work.likeness("retention", "run")
                case 1: try work.likeness("index", template.path("archive"), "--collection", "album")
                default: _ = try work.run(erase)
                }
                #expect(try work.askRecords("SELECT count(*) FROM erasure") == 0)
                try work.likeness("doctor")
                let after = try work.counts()
                if isGone || round % 3 == 2 {
                    #expect(try work.filesHolding(traces) == [])
                    #expect(after.photos == before.photos - photos && after.faces == before.faces - faces)
                    #expect(try work.loggedTypes().count { $0 == "erasure.completed" } == 1)
                    done += 1
                } else {
                    #expect(after.photos == before.photos && after.faces == before.faces)
                    #expect(try !work.loggedTypes().contains("erasure.completed"))
                    undone += 1
                }
            }
        }
        // At random instants: some before the decision, some after it.
        #expect(done > 0 && undone + done == 24)
    }

    @Test("a retention run")
    func retention() throws {
        let template = try template()
        try template.changeRecords("UPDATE photo SET enrolled = '2001-01-01T00:00:00.000Z' WHERE id % 2 = 0")
        let all = try template.photos()
        let gone = all.filter { $0.id % 2 == 0 }
        let traces = gone.map { Workspace.Trace(($0.path as NSString).lastPathComponent) }
        let time: UInt32 = try {
            let work = try Workspace()
            try template.copyHome(to: work)
            return try duration(work, ["retention", "run"])
        }()
        for _ in 0..<10 {
            let work = try Workspace()
            try template.copyHome(to: work)
            for _ in 0..<2 { try killed(work, ["retention", "run"], within: time) }
            try isWhole(work)
            try work.likeness("retention", "run")
            try work.likeness("doctor")
            #expect(try work.photos().map(\.id) == all.filter { $0.id % 2 == 1 }.map(\.id))
            #expect(try work.filesHolding(traces) == [])
            #expect(try work.askRecords("SELECT count(*) FROM erasure") == 0)
            #expect(try work.loggedTypes().count { $0 == "erasure.completed" } == 1)
            let again = try work.likeness("index", template.path("archive"), "--collection", "album", "--json").json()
            #expect((again["suppressed"] as? [String: Any])?["photos"] as? Int == gone.count)
        }
    }

    @Test("searches beside erasures find who is there, and never fail")
    func beside() throws {
        let work = try template()
        let photos = try work.photos()
        let probe = try SyntheticArchive.shared.portrait().path
        for photo in photos.prefix(5) {
            let erasing = try work.program.start(["erase", "photo", "\(photo.id)", "--reason", "a test"])
            for _ in 0..<2 {
                let found = try work.run("search", probe, "--threshold", "-1", "--limit", "100", "--json")
                #expect(found.exitCode == 0, "\(found.errors)")
            }
            let erased = erasing.finish()
            #expect(erased.exitCode == 0, "\(erased.errors)")
        }
        try work.likeness("doctor")
    }
}
