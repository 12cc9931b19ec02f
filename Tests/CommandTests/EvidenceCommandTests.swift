import Foundation
import Testing

@Suite("Evidence, by the commands")
struct EvidenceCommandTests {
    private func work() throws -> Workspace {
        let work = try Workspace()
        try work.makePeople(profile: "archive", [("ova", ["overseer"]), ("sam", ["searcher"])])
        try work.likeness(as: "sam", ["case", "open", "K 1"])
        try work.write(Array(try work.likeness("ledger", "key", "show").output.utf8), to: "key")
        return work
    }

    private static var year: String { String(Date().formatted(.iso8601).prefix(4)) }

    @Test("an overseer exports a period and a case; whoever has the folder and the key verifies them without a home")
    func exporting() throws {
        let work = try work()
        let kept = try Data(contentsOf: work.home.appending(path: "log/public/checkpoint"))
        try work.write(Array(kept), to: "kept")
        let made = try work.likeness(
            as: "ova",
            [
                "evidence", "export", work.path("year"), "--period", Self.year, "--reason", "Inspection", "--since",
                work.path("kept"), "--json",
            ]
        ).json()
        let entries = try #require(made["entries"] as? [String: Int])
        #expect(entries["count"] == (made["size"] as? Int) && entries["erased"] == 0)
        try work.likeness(as: "ova", ["evidence", "export", work.path("case"), "--case", "K 1", "--without-payloads"])
        #expect(try work.loggedTypes().suffix(2) == ["evidence.exported", "evidence.exported"])

        work.program.environment["LIKENESS_HOME"] = "/nonexistent"
        let words = ["ledger", "verify-pack", "year", "--key", "key", "--checkpoint", "kept"]
        let sound = try work.likeness(words)
        #expect(sound.output.hasPrefix("Sound: \(entries["count"] ?? 0) entries of the log"))
        #expect(!sound.output.contains("WARNING"))
        #expect(
            try work.likeness("ledger", "verify-pack", "case").output.contains("WARNING: the key is the pack's own."))

        let page = work.path("year/index.html")
        let text = try String(contentsOfFile: page, encoding: .utf8)
        try Data(text.replacing("Inspection", with: "inspection").utf8).write(to: URL(filePath: page))
        let wrong = try work.run(words + ["--json"])
        #expect(wrong.exitCode == 1)
        let problems = try #require(try wrong.json()["problems"] as? [[String: Any]])
        #expect(problems.compactMap { $0["file"] as? String } == ["index.html"])
        try FileManager.default.removeItem(atPath: work.path("year/checkpoint"))
        let missing = try work.run(words)
        #expect(missing.exitCode == 1 && missing.output.contains("wrong  checkpoint: it is missing  [missing]"))
    }

    @Test("nobody else exports, and what cannot be exported is refused with its code")
    func refusals() throws {
        let work = try work()
        func refused(_ name: String, _ words: String...) throws -> (Int32, String) {
            let outcome = try work.run(as: name, ["evidence", "export", work.path("no")] + words)
            return (outcome.exitCode, outcome.errors)
        }
        for name in ["sam", "ada"] {
            let (code, errors) = try refused(name, "--period", "2026")
            #expect(code == 3 && errors.contains("[role.missing]"))
        }
        #expect(try refused("ova", "--period", "last week").1.contains("[period.malformed]"))
        #expect(try refused("ova", "--case", "K 2").1.contains("[case.unknown]"))
        #expect(try refused("ova").0 == 2)
        #expect(try refused("ova", "--period", "2026", "--case", "K 1").0 == 2)
        #expect(try refused("ova", "--period", "2026", "--since", "/nonexistent").1.contains("[path.missing]"))
        #expect(!FileManager.default.fileExists(atPath: work.path("no")))
        let none = try work.run("ledger", "verify-pack", work.path("no"))
        #expect(none.exitCode == 2 && none.errors.contains("[evidence.no-pack]"))
        #expect(try !work.loggedTypes().contains("evidence.exported"))
    }
}
