import Foundation
import Testing

@Suite("Whatever ends a search, no candidate is shown that the log does not know of", .serialized)
struct SearchInterruptionTests {
    private func work() throws -> (work: Workspace, probe: String) {
        let probe = try SyntheticArchive.shared.portrait().path
        let work = try Workspace()
        try work.makeHome()
        try work.likeness("index", probe, "--collection", "album")
        return (work, probe)
    }

    /// Of each search that began: what else the log says of it.
    private func endings(_ work: Workspace) throws -> [String: [String]] {
        let entries = try work.likeness("ledger", "show", "--json").json()["entries"] as? [[String: Any]]
        var endings: [String: [String]] = [:]
        for entry in try #require(entries) {
            guard let type = entry["type"] as? String, type.hasPrefix("search."),
                let id = (entry["ids"] as? [String: String])?["search"]
            else { continue }
            endings[id, default: []].append(type)
        }
        return endings
    }

    @Test("kill -9 at random instants: what was shown is in the log, what was cut off is closed by the next search")
    func kills() throws {
        let (work, probe) = try work()
        let clock = ContinuousClock()
        let usual = try clock.measure { try work.likeness("search", probe, "--json") }
        let length = Double(usual.components.seconds) + Double(usual.components.attoseconds) / 1e18
        var shown: [String] = []
        for _ in 0..<60 {
            let run = try work.program.start(["search", probe, "--json"])
            usleep(UInt32(Double.random(in: 0...length * 1.1) * 1_000_000))
            run.kill()
            if let object = try? run.finish().json(), let id = object["search"] as? String { shown.append(id) }
        }
        let last = try #require(try work.likeness("search", probe, "--json").json()["search"] as? String)
        let endings = try endings(work)
        for id in shown + [last] { #expect(endings[id] == ["search.started", "search.completed"]) }
        // A search that was killed between its completion and its output is completed too: it was not shown, and that errs
        // on the right side.
        for (id, types) in endings {
            #expect(
                types == ["search.started", "search.completed"] || types == ["search.started", "search.interrupted"],
                "\(id): \(types)")
        }
        #expect(try work.likeness("doctor").output.contains("not ended") == false)
        try work.likeness("ledger", "verify")
    }

    @Test(
        "a full disk shows nobody a candidate, and searching goes on once there is room",
        .enabled(if: InterruptionTests.canMount, "needs a small disk of its own"))
    func fullDisk() throws {
        let (work, probe) = try work()
        let disk = work.path("disk")
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        try #require(system("mount -t tmpfs -o size=24m tmpfs '\(disk)' 2>/dev/null") == 0)
        defer { _ = system("umount -l '\(disk)'") }
        try FileManager.default.copyItem(atPath: work.path("home"), toPath: disk + "/home")
        work.program.environment["LIKENESS_HOME"] = disk + "/home"
        try work.likeness("search", probe)
        #expect(system("dd if=/dev/zero of='\(disk)/filler' bs=4k 2>/dev/null") != 0)
        let full = try work.run("search", probe, "--json")
        #expect(full.exitCode == 4)
        #expect(try full.json()["candidates"] == nil)
        try FileManager.default.removeItem(atPath: disk + "/filler")
        let again = try work.likeness("search", probe, "--json").json()
        #expect((again["candidates"] as? [Any])?.count == 1)
        try work.likeness("ledger", "verify")
        #expect(try endings(work).values.allSatisfy { $0.count == 2 })
    }
}
