import Foundation
import Testing

@Suite("Whatever ends an index run, nothing is lost and nothing is there twice", .serialized)
struct InterruptionTests {
    @Test("kill -9 at random instants: what was enrolled stays, the next run does the rest")
    func kills() throws {
        let archive = SyntheticArchive.shared
        let work = try Workspace()
        try work.makeHome()
        let whole = try wholeCounts()
        var generator = SystemRandomNumberGenerator()
        var least = 0
        for _ in 0..<12 {
            let run = try work.program.start(["index", archive.folder.path, "--collection", "album", "--json"])
            usleep(UInt32.random(in: 100_000...1_500_000, using: &generator))
            run.kill()
            _ = run.finish()
            let photos = try work.counts().photos
            #expect(photos >= least, "photos that were enrolled are gone")
            least = photos
        }
        try work.likeness("index", archive.folder.path, "--collection", "album")
        let counts = try work.counts()
        #expect(counts.photos == whole.photos && counts.faces == whole.faces)
        try everyFaceIsFoundOnce(work)
        try work.likeness("doctor")
    }

    @Test("a second index of the same home at once is refused, and the first one is not disturbed")
    func lock() throws {
        let archive = SyntheticArchive.shared
        let work = try Workspace()
        try work.makeHome()
        let lock = open(work.path("home/lock"), O_RDWR | O_CREAT, 0o600)
        #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
        let refused = try work.likeness("index", archive.folder.path, "--collection", "album", exits: 4)
        #expect(refused.errors.contains("[home.locked]"))
        close(lock)
        try work.likeness("index", archive.folder.path, "--collection", "album")
    }

    @Test(
        "a full disk is named, loses nothing, and the run goes on once there is room",
        .enabled(if: Self.canMount, "needs a small disk of its own"))
    func fullDisk() throws {
        let archive = SyntheticArchive.shared
        let work = try Workspace()
        let disk = work.path("disk")
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        try #require(system("mount -t tmpfs -o size=2400k tmpfs '\(disk)' 2>/dev/null") == 0)
        defer { _ = system("umount '\(disk)'") }
        let home = disk + "/home"
        let small = try work.program.run(["init", "--home", home])
        if small.exitCode == 0 {
            _ = try work.program.run([
                "collection", "create", "album", "--home", home, "--controller", "a", "--lawful-basis", "b", "--source",
                "c",
                "--retention", "1",
            ])
            // Leave next to no room.
            _ = system("dd if=/dev/zero of='\(disk)/filler' bs=1k 2>/dev/null")
            let full = try work.program.run(["index", archive.folder.path, "--collection", "album", "--home", home])
            #expect(full.exitCode == 4)
            #expect(full.errors.contains("disk-full]"), "\(full.errors)")
            unlink(disk + "/filler")
            _ = system("mount -o remount,size=40m '\(disk)'")
            let rest = try work.program.run([
                "index", archive.folder.path, "--collection", "album", "--home", home, "--json",
            ])
            #expect(rest.exitCode == 0, "\(rest.errors)")
            #expect(try rest.json()["enrolledPhotos"] as? Int == archive.photos.count)
        } else {
            Issue.record("init needs more than 2.4 MB: \(small.errors)")
        }
    }

    private static let canMount = system("unshare --mount true 2>/dev/null") == 0

    /// What an index run that nobody disturbs enrols.
    private func wholeCounts() throws -> (photos: Int, faces: Int) {
        let work = try Workspace()
        try work.makeHome()
        try work.likeness("index", SyntheticArchive.shared.folder.path, "--collection", "album")
        let counts = try work.counts()
        return (counts.photos, counts.faces)
    }

    /// Each portrait, searched with, comes back as exactly one candidate of similarity 1.
    private func everyFaceIsFoundOnce(_ work: Workspace) throws {
        for portrait in SyntheticArchive.shared.portraits.compactMap(\.paths.first) {
            let found = try work.likeness(
                "search", SyntheticArchive.shared.url(portrait).path, "--threshold", "0.999", "--json")
            #expect((try found.json()["candidates"] as? [Any])?.count == 1)
        }
    }
}
