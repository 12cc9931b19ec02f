import FaceSearch
import Foundation
import Testing
import TransparencyLog

@Suite("The ledger commands")
struct LedgerTests {
    /// A home whose log has one entry, and `count` after it.
    private func work(entries count: Int = 0) async throws -> Workspace {
        let work = try Workspace()
        try work.likeness("init", "--log-name", "example.test/ledger")
        try startLogAnew(in: work, with: LoggedEvent("home.created").bytes)
        try await append(count, to: work)
        let key = try work.likeness("ledger", "key", "show").output
        try work.write(Array(key.utf8), to: "key")
        return work
    }

    /// Puts another log of the same key in the place of what `init` made.
    private func startLogAnew(in work: Workspace, with first: [UInt8]) throws {
        try FileManager.default.removeItem(atPath: work.path("home/log"))
        try LogWriter.create(work.path("home/log"), key: key(of: work), beginningWith: first)
    }

    private func key(of work: Workspace) throws -> SigningKey {
        let secret = try String(contentsOfFile: work.path("home/log.key"), encoding: .utf8)
        return try SigningKey(parsingSecret: secret.trimmingCharacters(in: .newlines))
    }

    /// - Parameter changed: the number of an entry that is to be another than usual.
    private func append(_ count: Int, to work: Workspace, changed: Int? = nil) async throws {
        guard count > 0 else { return }
        let writer = try LogWriter(work.path("home/log"), key: key(of: work))
        for number in 1...count { _ = try await writer.append(Self.event(number == changed ? -1 : number)) }
        try await writer.close()
    }

    /// One an hour, two of three of them searches, each with an id of its own.
    private static func event(_ number: Int) -> [UInt8] {
        let id = String(format: "%032x", number < 0 ? 0xdead : number)
        let type = number % 3 == 0 ? "policy.changed" : "search.completed"
        let time = Date(timeIntervalSince1970: 1_767_225_600 + 3600 * Double(number)).formatted(.iso8601)
        return Array(#"{"ids":{"search":"\#(id)"},"time":"\#(time)","type":"\#(type)","v":1}"#.utf8)
    }

    @Test("init makes a log with its first entry and a key that only its owner can read")
    func making() async throws {
        let work = try Workspace()
        try work.likeness("init", "--log-name", "example.test/ledger")
        let status = try FileManager.default.attributesOfItem(atPath: work.path("home/log.key"))
        #expect((status[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        let shown = try work.likeness("ledger", "show").output
        #expect(shown.hasPrefix("0 ") && shown.contains("home.created"))
        #expect(
            try work.likeness("ledger", "verify").output.hasPrefix("Sound: 4 entries of the log example.test/ledger"))
        #expect(try work.likeness("ledger", "key", "show").output.hasPrefix("example.test/ledger+"))
    }

    @Test("the key may be kept elsewhere, or come from systemd, and is refused when others can read it")
    func keys() throws {
        let work = try Workspace()
        try work.likeness("init", "--log-key", work.path("elsewhere.key"))
        let key = try work.likeness("ledger", "key", "show").output
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: work.path("elsewhere.key"))
        let refused = try work.run("ledger", "verify")
        #expect(refused.exitCode == 4)
        #expect(refused.errors.contains("[log.key-unusable]"))
        #expect(!refused.errors.contains("PRIVATE"))

        try FileManager.default.createDirectory(atPath: work.path("credentials"), withIntermediateDirectories: true)
        try FileManager.default.moveItem(
            atPath: work.path("elsewhere.key"), toPath: work.path("credentials/likeness-log-key"))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o400], ofItemAtPath: work.path("credentials/likeness-log-key"))
        #expect(try work.run("ledger", "verify").exitCode == 4)
        work.program.environment["CREDENTIALS_DIRECTORY"] = work.path("credentials")
        #expect(try work.likeness("ledger", "key", "show").output == key)
        try work.likeness("ledger", "verify")
        // As systemd leaves it for a service of its own user.
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o440], ofItemAtPath: work.path("credentials/likeness-log-key"))
        try work.likeness("ledger", "verify")
    }

    @Test("show tells entries by time, type and id")
    func show() async throws {
        let work = try await work(entries: 300)
        func indices(_ filter: String...) throws -> [Int] {
            let entries =
                try work.likeness(["ledger", "show", "--json"] + filter).json()["entries"] as? [[String: Any]]
            return try #require(entries).compactMap { $0["index"] as? Int }
        }
        #expect(try indices() == Array(0...300))
        #expect(try indices("--type", "policy.changed") == Array(stride(from: 3, through: 300, by: 3)))
        #expect(try indices("--type", "policy.changed", "--type", "home.created").count == 101)
        #expect(try indices("--since", "2026-01-02", "--until", "2026-01-02T02:00:00Z") == [24, 25])
        #expect(try indices("--id", String(format: "%032x", 77)) == [77])
        let line = try work.likeness("ledger", "show", "--id", String(format: "%032x", 77)).output
        #expect(line == "77      2026-01-04T05:00:00Z  search.completed  search \(String(format: "%032x", 77))\n")
        #expect(try work.run("ledger", "show", "--since", "yesterday").exitCode == 2)
    }

    @Test("a receipt is checked without a home, and proves nothing once a byte of it is changed")
    func receipts() async throws {
        let work = try await work(entries: 300)
        try work.likeness("ledger", "prove", "77", "--output", "77.tlog-proof")
        let elsewhere = ["ledger", "verify-receipt", "77.tlog-proof", "--key", "key"]
        work.program.environment["LIKENESS_HOME"] = "/nonexistent"
        let valid = try work.likeness(elsewhere + ["--json"]).json()
        #expect(valid["valid"] as? Bool == true && valid["index"] as? Int == 77 && valid["size"] as? Int == 301)
        #expect(valid["entry"] as? String == String(decoding: Self.event(77), as: UTF8.self))

        try work.write(Self.event(78), to: "another entry")
        let other = try work.run(elsewhere + ["--entry", "another entry"])
        #expect(other.exitCode == 1 && other.errors.contains("[log.proof-wrong]"))
        let receipt = try String(contentsOfFile: work.path("77.tlog-proof"), encoding: .utf8)
        // Other tools' receipts do not hold the entry: that accuses nobody.
        let bare = receipt.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("extra ") }
        try work.write(Array(bare.joined(separator: "\n").utf8), to: "bare")
        #expect(try work.run("ledger", "verify-receipt", "bare", "--key", "key").exitCode == 2)
        try work.write(Self.event(77), to: "entry")
        try work.likeness("ledger", "verify-receipt", "bare", "--key", "key", "--entry", "entry")
        for (part, changed, code) in [
            ("index 77", "index 78", "log.proof-wrong"), ("\n301\n", "\n302\n", "log.signature-wrong"),
            ("c2sp.org", "C2SP.org", "log.malformed"),
        ] {
            try work.write(Array(receipt.replacing(part, with: changed).utf8), to: "77.tlog-proof")
            let refused = try work.run(elsewhere + ["--json"])
            #expect(refused.exitCode == 1)
            #expect((try refused.json()["error"] as? [String: Any])?["code"] as? String == code)
        }
        #expect(try work.run("ledger", "verify-receipt", "77.tlog-proof", "--key", "nonsense").exitCode == 1)
    }

    @Test("an export verifies by its key alone; a changed entry is named")
    func exports() async throws {
        let work = try await work(entries: 600)
        try work.likeness("ledger", "export", "copy")
        work.program.environment["LIKENESS_HOME"] = "/nonexistent"
        #expect(try work.likeness("ledger", "verify", "copy", "--key", "key").output.hasPrefix("Sound: 601 entries"))
        #expect(try work.run("ledger", "verify", "copy").exitCode == 2)

        let path = work.path("copy/tile/entries/001")
        let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        let id = String(format: "%032x", 300)
        try work.write(Array(text.replacing(id, with: id.dropLast(4) + "beef").utf8), to: "copy/tile/entries/001")
        let found = try work.run("ledger", "verify", "copy", "--key", "key", "--json")
        #expect(found.exitCode == 1)
        let report = try found.json()
        #expect(report["sound"] as? Bool == false && report["entries"] as? Int == 600)
        let problems = try #require(report["problems"] as? [[String: String]])
        #expect(problems.first == ["code": "log.damaged", "detail": "entry 300 is not what its tile has the hash of"])
    }

    @Test("what stands in a file's place and is none is named, and keeps nobody waiting")
    func notFiles() async throws {
        let work = try await work(entries: 300)
        try work.likeness("ledger", "export", "copy")
        let files = FileManager.default
        for file in ["checkpoint", "tile/0/000", "tile/entries/001.p/45"] {
            let path = work.path("copy/" + file)
            let bytes = Array(try Data(contentsOf: URL(filePath: path)))
            for obstacle in ["pipe", "folder", "endless", "loop", "nowhere"] {
                try files.removeItem(atPath: path)
                switch obstacle {
                case "pipe": #expect(mkfifo(path, 0o644) == 0)
                case "folder": try files.createDirectory(atPath: path, withIntermediateDirectories: false)
                case "endless": try files.createSymbolicLink(atPath: path, withDestinationPath: "/dev/zero")
                case "loop": try files.createSymbolicLink(atPath: path, withDestinationPath: path)
                default: try files.createSymbolicLink(atPath: path, withDestinationPath: obstacle)
                }
                let found = try work.run("ledger", "verify", "copy", "--key", "key")
                let isMissing = file == "checkpoint" && obstacle == "nowhere"
                #expect(found.exitCode == (isMissing ? 4 : 1))
                #expect((found.output + found.errors).contains(file), "\(file), \(obstacle): \(found.output)")
                try files.removeItem(atPath: path)
                try work.write(bytes, to: "copy/" + file)
            }
        }
        try work.likeness("ledger", "verify", "copy", "--key", "key")
    }

    @Test("an entry that is no event reaches no terminal as it is")
    func escapes() async throws {
        let work = try await work()
        let writer = try LogWriter(work.path("home/log"), key: key(of: work))
        for bytes in ["\u{1B}]0;owned\u{7}", #"{"ids":{},"time":"2026-01-01T00:00:00Z","type":"\u001b[31mred","v":1}"#]
        {
            _ = try await writer.append(Array(bytes.utf8))
        }
        try await writer.close()
        try work.likeness("ledger", "prove", "1", "--output", "receipt")
        for words in [
            ["ledger", "show"], ["ledger", "show", "--json"], ["ledger", "verify"],
            ["ledger", "verify-receipt", "receipt", "--key", "key"],
            ["ledger", "verify-receipt", "receipt", "--key", "key", "--json"],
        ] {
            let shown = try work.likeness(words)
            #expect(!(shown.output + shown.errors).unicodeScalars.contains { $0.value < 32 && $0 != "\n" }, "\(words)")
        }
    }

    @Test("a history that was rewritten and signed again is found by what an auditor kept, and the entry named")
    func forks() async throws {
        let work = try await work(entries: 400)
        try work.likeness("ledger", "export", "kept")
        // The operator makes another log under the same key, without what happened at 123.
        let first = Array(try Data(contentsOf: URL(filePath: work.path("kept/tile/entries/000"))))
        try startLogAnew(in: work, with: Array(first[2..<2 + Int(first[1])]))
        try await append(500, to: work, changed: 123)
        #expect(try work.likeness("ledger", "verify").output.hasPrefix("Sound: 501"))
        let byCheckpoint = try work.run("ledger", "verify", "--checkpoint", "kept/checkpoint")
        #expect(byCheckpoint.exitCode == 1 && byCheckpoint.output.contains("the first 401 entries are not those"))
        let byExport = try work.run("ledger", "verify", "--checkpoint", "kept")
        #expect(byExport.exitCode == 1 && byExport.output.contains("entry 123 is the first that is not"))
    }

    @Test("fsck derives tiles anew, and names what it cannot")
    func fsck() async throws {
        let work = try await work(entries: 600)
        #expect(try work.likeness("ledger", "fsck").output == "Nothing to repair.\n")
        try work.write([], to: "home/log/public/tile/0/001")
        #expect(try work.run("ledger", "verify").exitCode == 1)
        #expect(try work.likeness("ledger", "fsck").output == "repaired  tile/0/001\n")
        try work.likeness("ledger", "verify")
        try FileManager.default.removeItem(atPath: work.path("home/log/public/tile/entries/000"))
        let lost = try work.run("ledger", "fsck")
        #expect(lost.exitCode == 1 && lost.output.contains("tile/entries/000 is missing"))
        #expect(try work.run("ledger", "prove", "3").errors.contains("[log.damaged]"))
    }

    @Test("damage midway leaves what show prints one object of JSON")
    func showDamaged() async throws {
        let work = try await work(entries: 600)
        let path = work.path("home/log/public/tile/entries/001")
        var bytes = Array(try Data(contentsOf: URL(filePath: path)))
        bytes[100] ^= 1
        try work.write(bytes, to: "home/log/public/tile/entries/001")
        let shown = try work.run("ledger", "show", "--json")
        #expect(shown.exitCode != 0)
        let object = try shown.json()
        #expect((object["entries"] as? [Any])?.count ?? 0 >= 256)
        #expect((object["error"] as? [String: Any])?["code"] as? String == "log.damaged")
    }

    @Test("witnesses that cannot be read are not taken for none")
    func unreadableWitnesses() async throws {
        let work = try await work()
        try work.write(Array("# W".utf8) + [0xE4] + Array("chter\nrequired 1\n".utf8), to: "home/witnesses.txt")
        let refused = try work.run("ledger", "publish")
        #expect(refused.exitCode == 1 && refused.errors.contains("[log.malformed]"))
    }

    @Test("what makes no sense is refused with a code")
    func refusals() async throws {
        let work = try await work(entries: 2)
        for (words, exitCode, code) in [
            (["ledger", "prove", "3"], 2, "log.out-of-range"), (["ledger", "export", "home"], 2, "log.exists"),
            (["ledger", "verify", "nowhere", "--key", "key"], 4, "log.missing"),
            (["ledger", "verify", "nowhere", "--key", "PRIVATE+KEY+nonsense"], 1, "log.malformed"),
            (["ledger", "verify", "--checkpoint", "nowhere"], 2, "path.missing"),
            (["ledger", "verify", "--checkpoint", "key"], 1, "log.malformed"),
            (["ledger", "show", "--home", "nowhere"], 4, "home.missing"),
            (["init", "--home", "new", "--log-name", "two words"], 1, "log.malformed"),
        ] as [([String], Int32, String)] {
            let outcome = try work.run(words)
            #expect(!outcome.errors.contains("PRIVATE"))
            #expect(outcome.exitCode == exitCode && (outcome.errors + outcome.output).contains("[\(code)]"), "\(words)")
        }
    }
}
