import Foundation
import Testing

@Suite("Retention")
struct RetentionCommandTests {
    private let archive = SyntheticArchive.shared

    private func run(_ work: Workspace, as name: String = "owner", _ options: String...) throws -> [String: Any] {
        try work.likeness(as: name, ["retention", "run", "--json"] + options).json()
    }

    private func photos(_ report: [String: Any], _ collection: String = "album") -> Int {
        let parts = report["erased"] as? [[String: Any]] ?? []
        return parts.first { $0["collection"] as? String == collection }?["photos"] as? Int ?? 0
    }

    @Test("photos go when their collection's days are over, stay out of it, and may be in another")
    func photos() throws {
        let work = try Workspace()
        try work.makeHome()
        for (number, path) in archive.portraits.compactMap(\.paths.first).prefix(4).enumerated() {
            let name = "archive/\(number)." + archive.url(path).pathExtension
            try work.write(Array(Data(contentsOf: archive.url(path))), to: name)
        }
        try work.likeness("index", "archive", "--collection", "album")
        let all = try work.photos()
        try #require(all.count == 4)
        #expect(try work.likeness("retention", "run").output == "Nothing was kept longer than it may be.\n")

        // Thirty days are the album's; one photo is a minute short of them.
        let day = { (days: Double) in
            Date(timeIntervalSinceNow: -86_400 * days).formatted(.iso8601).dropLast() + ".000Z"
        }
        for (photo, age) in zip(all, [30.01, 400, 29.999, 0]) {
            try work.changeRecords("UPDATE photo SET enrolled = '\(day(age))' WHERE id = \(photo.id)")
        }
        let would = try run(work, "--dry-run")
        #expect(photos(would) == 2 && would["dryRun"] as? Bool == true)
        #expect(try work.photos().count == 4)
        let traces = all.prefix(2).map { Workspace.Trace($0.path) }
        #expect(try !work.filesHolding(traces).isEmpty)
        let done = try run(work)
        #expect(photos(done) == 2)
        #expect(try work.photos().map(\.id) == all.dropFirst(2).map(\.id))
        #expect(try work.filesHolding(traces) == [])
        let types = try work.loggedTypes()
        #expect(types.count { $0 == "retention.run" } == 2 && types.count { $0 == "erasure.completed" } == 1)

        let again = try work.likeness("index", "archive", "--collection", "album", "--json").json()
        #expect((again["suppressed"] as? [String: Any])?["photos"] as? Int == 2)
        #expect(try work.photos().count == 2)
        try work.likeness(
            "collection", "create", "second", "--controller", "a", "--lawful-basis", "b", "--source", "c",
            "--retention", "9")
        let second = try work.likeness("index", "archive", "--collection", "second", "--json").json()
        #expect(second["enrolledPhotos"] as? Int == 4)
        try work.likeness("doctor")
    }

    @Test("payloads go after the policy's days, their entries stay and receipts hold")
    func payloads() throws {
        let work = try Workspace()
        try work.makeHome()
        let probe = try archive.portrait().path
        try work.likeness("index", probe, "--collection", "album")
        let found = try work.likeness("search", probe, "--purpose", "MARKERPURPOSE", "--json").json()
        let receipt = try #require((found["receipt"] as? [String: Any])?["proof"] as? String)
        try work.write(Array(receipt.utf8), to: "receipt")
        try work.write(Array(try work.likeness("ledger", "key", "show").output.utf8), to: "key")
        let payloads = "SELECT count(*) FROM event WHERE key IS NOT NULL"
        let (kept, entries) = (try work.askRecords(payloads), try work.loggedTypes().count)
        let markers = [Workspace.Trace("\"purpose\":\"MARKERPURPOSE\"")]
        #expect(try !work.filesHolding(markers).isEmpty)
        // The household's policy keeps them for 365 days.
        try work.changeRecords("UPDATE event SET at = '2001-01-01T00:00:00.000Z' WHERE type = 'search.started'")
        #expect(try run(work, "--dry-run")["openings"] as? Int == 1)
        #expect(try run(work)["openings"] as? Int == 1)
        #expect(try work.filesHolding(markers) == [])
        // The run's own entry came with one.
        #expect(try work.askRecords(payloads) == kept)
        #expect(try work.loggedTypes().count == entries + 1)
        try work.likeness("ledger", "verify-receipt", "receipt", "--key", "key")
        try work.likeness("ledger", "verify")
    }

    @Test("a custodian or an administrator runs it, nobody else")
    func people() throws {
        let work = try Workspace()
        try work.makePeople(
            profile: "archive",
            [("sam", ["searcher"]), ("ann", ["approver"]), ("cas", ["custodian"]), ("ova", ["overseer"])])
        try work.makeCustody(by: "cas", photos: [try archive.portrait().path])
        for name in ["sam", "ann", "ova", "nobody"] {
            for words in [["retention", "run"], ["retention", "run", "--dry-run"]] {
                #expect(try work.run(as: name, words).exitCode == 3)
            }
        }
        try work.likeness(as: "cas", ["retention", "run"])
        try work.changeRecords("UPDATE photo SET enrolled = '2001-01-01T00:00:00.000Z'")
        #expect(photos(try run(work, as: "ada"), "custody") == 1)
    }

    @Test("more photos than one batch holds go all the same")
    func batches() throws {
        let work = try Workspace()
        try work.makeHome()
        // Photos without a face are enough, and quickly made: a PNG of one pixel with something behind its end.
        let pixel = Data(
            base64Encoded:
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")!
        for number in 0..<1203 {
            try work.write(Array(pixel) + Array("\(number)".utf8), to: "archive/BATCHED\(number).png")
        }
        let indexed = try work.likeness("index", "archive", "--collection", "album", "--json").json()
        try #require(indexed["enrolledPhotos"] as? Int == 1203)
        try work.changeRecords("UPDATE photo SET enrolled = '2001-01-01T00:00:00.000Z' WHERE id <= 1202")
        #expect(photos(try run(work)) == 1202)
        #expect(try work.counts().photos == 1)
        #expect(try work.askRecords("SELECT count(*) FROM erasure") == 0)
        #expect(try work.askRecords("SELECT count(*) FROM expired_photo") == 1202)
    }
}
