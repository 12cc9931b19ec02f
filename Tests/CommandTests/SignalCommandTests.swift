import FaceSearch
import Foundation
import Records
import Rules
import Testing
import Vocabulary

@Suite("Signals, protected persons and the oversight key, by commands")
struct SignalCommandTests {
    private let archive = SyntheticArchive.shared

    /// One search by `sam`, in a collection of `cas`.
    private func work() throws -> (work: Workspace, search: [String]) {
        let work = try Workspace()
        try work.makePeople(
            profile: "archive",
            [("sam", ["searcher"]), ("ann", ["approver"]), ("cas", ["custodian"]), ("ova", ["overseer"])])
        let photo = archive.url(try #require(archive.portraits.last).paths[0]).path
        try work.makeCustody(by: "cas", photos: [photo])
        try work.likeness(as: "sam", ["case", "open", "K-1"])
        let id = try work.request(as: "sam", case: "K-1", searches: 40, purpose: "provenance")
        try work.likeness(as: "ann", ["authorise", "approve", id, "--reason", "The family asks."])
        return (work, ["search", photo, "--probe-type", "photo", "--authorisation", id])
    }

    private func search(_ work: Workspace, _ search: [String]) throws -> String {
        try #require(try work.likeness(as: "sam", search + ["--json"]).json()["search"] as? String)
    }

    private static let reason = "Two desks worked on one missing child."

    @Test("a signal is listed, shown, looked behind, upheld and reopened; each is told to the other overseers")
    func journey() async throws {
        let (work, words) = try work()
        let search = try search(work, words)
        let home = try Home.open(at: work.home)
        let draft = SignalDraft(
            kind: .oddHours, key: ["x"], searches: [search], entries: [4], figures: ["searches": 1], first: Date(),
            last: Date())
        let id = try #require(try await home.raiseSignals([draft], as: nil).raised.first).rawValue
        let listed = try work.likeness(as: "ova", ["signals", "list", "--state", "open", "--json"]).json()
        #expect(listed["total"] as? Int == 1)
        let signal = try #require((listed["signals"] as? [[String: Any]])?.first)
        #expect(signal["id"] as? String == id && signal["kind"] as? String == "odd-hours")
        #expect(try work.likeness(as: "ova", ["signals", "list", "--kind", "leaver"]).output == "No such signal.\n")

        let face = work.path("face.jpg")
        let look = ["signals", "look", id, "--search", search, "--output", face, "--reason"]
        #expect(try work.run(as: "ova", look + ["curious"]).errors.contains("[signal.unexplained]"))
        #expect(try work.run(as: "sam", look + [Self.reason]).errors.contains("[role.missing]"))
        #expect(!FileManager.default.fileExists(atPath: face))
        try work.likeness(as: "ova", look + [Self.reason])
        let bytes = try Data(contentsOf: URL(filePath: face))
        #expect(bytes.starts(with: [0xFF, 0xD8]) && bytes.count > 1000)
        #expect(try work.loggedTypes().contains("signal.looked"))

        try work.likeness(as: "ova", ["signals", "uphold", id, "--reason", Self.reason])
        let again = try work.run(as: "ova", ["signals", "explain", id, "--reason", Self.reason])
        #expect(again.exitCode == 3 && again.errors.contains("[signal.decided]"))
        let reopened = try work.likeness(as: "ova", ["signals", "reopen", id, "--reason", Self.reason, "--json"])
        #expect(try reopened.json()["state"] as? String == "open")
        try work.likeness(as: "ova", ["signals", "explain", id, "--reason", Self.reason])
        let shown = try work.likeness(as: "ova", ["signals", "show", id, "--json"]).json()
        #expect((shown["looks"] as? [[String: Any]])?.first?["account"] as? String == "ova")
        #expect(
            (shown["decisions"] as? [[String: Any]])?.compactMap { $0["decision"] as? String }
                == ["upheld", "reopened", "explained"])
        let text = try work.likeness(as: "ova", ["signals", "show", id]).output
        #expect(text.contains("ova looked at search \(search): \(Self.reason)"))
        #expect(text.contains("not between") && text.contains("search \(search)\n"))
        let unknown = try work.run(as: "ova", ["signals", "show", "../etc"])
        #expect(unknown.exitCode == 2 && unknown.errors.contains("[signal.unknown]"))
    }

    @Test("a custodian protects a person, sees the list, and ends it; a searcher sees nothing of it")
    func protection() throws {
        let (work, words) = try work()
        let before = try work.likeness(as: "sam", words).output
        let photo = words[1]
        let added = try work.likeness(
            as: "cas", ["protect", "add", photo, "--fears", "sam", "--reason", "asked", "--json"])
        let id = try #require(try added.json()["person"] as? String)
        let list = try work.likeness(as: "cas", ["protect", "list", "--json"]).json()["persons"] as? [[String: Any]]
        #expect(list?.count == 1 && list?[0]["fears"] as? String == "sam" && list?[0]["id"] as? String == id)
        for words in [["protect", "list"], ["protect", "end", id, "--reason", "mine"]] {
            #expect(try work.run(as: "sam", words).errors.contains("[role.missing]"))
        }
        // The same lines but for ids and the proof's numbers.
        func plain(_ text: String) -> String { text.replacing(/[0-9a-f]{32}|[0-9]+/, with: "#") }
        #expect(try plain(work.likeness(as: "sam", words).output) == plain(before))
        try work.likeness(as: "cas", ["protect", "end", id, "--reason", "asked"])
        #expect(try work.likeness(as: "cas", ["protect", "list"]).output == "Nobody is protected.\n")
        #expect(try work.askRecords("SELECT count(*) FROM protected_person WHERE box IS NULL AND feared IS NULL") == 1)
    }

    @Test(
        "a home from before there were oversight keys gets one with its first search; a copy of the records opens nothing"
    )
    func olderHome() async throws {
        let (work, words) = try work()
        let key = work.home.appending(path: "oversight.key")
        try FileManager.default.removeItem(at: key)
        try work.changeRecords("DELETE FROM oversight_key")
        #expect(try !work.likeness("doctor", "--home", work.home.path).output.contains("oversight key"))
        _ = try search(work, words)
        let mode = try FileManager.default.attributesOfItem(atPath: key.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try work.askRecords("SELECT count(*) FROM sealed_template") == 1)
        #expect(try work.likeness("doctor", "--home", work.home.path).output.contains("✓ oversight key"))
        #expect(try await Home.open(at: work.home).probeLikeness(as: nil).groups.count == 1)

        // What a thief of the records has, and what a machine without the key.
        try FileManager.default.removeItem(at: key)
        let missing = try work.likeness("doctor", "--home", work.home.path)
        #expect(missing.output.contains("• oversight key") && missing.output.contains("not here"))
        await #expect(throws: Failure(.oversightKeyMissing, "", remedy: "")) {
            _ = try await Home.open(at: work.home).probeLikeness(as: nil)
        }
        _ = try search(work, words)
        #expect(!FileManager.default.fileExists(atPath: key.path), "a second key would open nothing of the first")
    }

    @Test("init keeps the oversight key where it is told to, and takes no file that is there")
    func keyElsewhere() throws {
        let work = try Workspace()
        let place = work.path("kept.key")
        try work.write([1], to: "kept.key")
        let refused = try work.run(["init", "--oversight-key", place])
        #expect(refused.exitCode == 4 && refused.errors.contains("[oversight.key-unusable]"))
        try FileManager.default.removeItem(atPath: place)
        try FileManager.default.removeItem(at: work.home)
        try work.likeness("init", "--oversight-key", place)
        #expect(try String(contentsOfFile: place, encoding: .utf8).hasPrefix("likeness-oversight-key/1 "))
        let link = try FileManager.default.destinationOfSymbolicLink(
            atPath: work.home.appending(path: "oversight.key").path)
        #expect(link == place)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: place)
        let open = try work.run(["doctor", "--home", work.home.path])
        #expect(open.exitCode == 4 && open.output.contains("✗ oversight key"))
    }
}
