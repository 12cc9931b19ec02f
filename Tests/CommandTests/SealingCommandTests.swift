import Foundation
import GRDB
import Records
import Testing

@Suite("Sealed persons")
struct SealingCommandTests {
    private let archive = SyntheticArchive.shared

    /// Everybody's portraits but the last person's lie in a collection of the custodian `cas`; `sam` may search it.
    private func work() throws -> (work: Workspace, search: [String], witness: [String], stranger: String) {
        let people = archive.portraits
        let witness = try #require(people.dropLast().first { $0.paths.count > 2 })
        let stranger = try #require(people.last)
        let work = try Workspace()
        try work.makePeople(
            profile: "archive",
            [("sam", ["searcher"]), ("ann", ["approver"]), ("cas", ["custodian"]), ("ova", ["overseer"])])
        let enrolled = people.dropLast().flatMap(\.paths).filter { $0 != witness.paths[0] && $0 != witness.paths[1] }
        try work.makeCustody(by: "cas", photos: enrolled.map { archive.url($0).path })
        try work.likeness(as: "sam", ["case", "open", "K-1"])
        let id = try work.request(as: "sam", case: "K-1", searches: 40, purpose: "provenance")
        try work.likeness(as: "ann", ["authorise", "approve", id, "--reason", "The family asks."])
        return (
            work, ["search", "--probe-type", "photo", "--authorisation", id], witness.paths,
            archive.url(stranger.paths[0]).path
        )
    }

    private func candidates(_ work: Workspace, _ search: [String]) throws -> [[String: Any]] {
        try #require(try work.likeness(as: "sam", search + ["--json"]).json()["candidates"] as? [[String: Any]])
    }

    private func faces(_ candidates: [[String: Any]]) -> [Int] {
        candidates.compactMap { ($0["face"] as? [String: Any])?["id"] as? Int }
    }

    @Test("a sealed person is never shown, the list is filled with the next ones, and lifting the seal ends it")
    func hidden() throws {
        let (work, search, witness, _) = try work()
        let probe = archive.url(witness[0]).path
        let all = try candidates(work, search + [probe, "--threshold", "-1", "--limit", "100"])
        let before = try work.counts("custody", as: "cas")
        let theirs = Set(all.filter { $0["similarity"] as? Double ?? 0 >= 0.42 }.compactMap { faces([$0]).first })
        try #require(!theirs.isEmpty && theirs.count + 5 <= all.count)
        let shown = faces(try candidates(work, search + [probe, "--threshold", "-1", "--limit", "5"]))
        #expect(!theirs.isDisjoint(with: shown))

        let sealed = try work.likeness(as: "cas", ["seal", "add", probe, "--reason", "an order", "--json"]).json()
        let person = try #require(sealed["person"] as? String)
        #expect(sealed["faces"] as? Int == theirs.count && sealed["photos"] as? Int == theirs.count)
        let now = faces(try candidates(work, search + [probe, "--threshold", "-1", "--limit", "5"]))
        #expect(now == Array(faces(all).filter { !theirs.contains($0) }.prefix(5)))
        let after = try work.counts("custody", as: "cas")
        // A list of everybody is as long as the count of everybody says.
        #expect(after.photos == before.photos && after.faces == before.faces - theirs.count)
        let everybody = try work.likeness(
            as: "sam", search + [probe, "--threshold", "-1", "--limit", "100", "--json"]
        ).json()
        #expect((everybody["gallery"] as? [String: Any])?["faces"] as? Int == after.faces)
        #expect((everybody["candidates"] as? [Any])?.count == after.faces)

        // A photo that comes later is known as theirs when it is enrolled, and the index says nothing of it.
        let indexed = try work.likeness(
            as: "cas", ["index", archive.url(witness[1]).path, "--collection", "custody", "--json"])
        #expect(try indexed.json()["enrolledFaces"] as? Int == 1)
        #expect(!indexed.output.contains("seal"))
        let list = try work.likeness(as: "cas", ["seal", "list", "--json"]).json()["persons"] as? [[String: Any]]
        #expect(list?.first?["faces"] as? Int == theirs.count + 1)
        #expect(
            faces(try candidates(work, search + [probe, "--threshold", "-1", "--limit", "100"])).count == all.count
                - theirs.count)
        let gallery = try work.likeness(as: "sam", search + [probe, "--json"]).json()["gallery"] as? [String: Any]
        #expect(gallery?["faces"] as? Int == after.faces)

        // Who erases a face is told that the seal still knows the person.
        let would = try work.likeness(
            as: "cas", ["erase", "face"] + theirs.map(String.init) + ["--reason", "a test", "--dry-run", "--json"]
        ).json()
        #expect(would["sealedPersons"] as? [String] == [person])

        try work.likeness(as: "cas", ["seal", "lift", person, "--reason", "the order ended"])
        #expect(
            faces(try candidates(work, search + [probe, "--threshold", "-1", "--limit", "100"])).count == all.count + 1)
        #expect(try work.askRecords("SELECT count(*) FROM sealed_person WHERE template IS NOT NULL") == 0)
        #expect(
            try work.run(as: "cas", ["seal", "lift", person, "--reason", "again"]).errors.contains("[seal.unknown]"))
        let types = try work.loggedTypes()
        #expect(types.count { $0 == "seal.added" } == 1 && types.count { $0 == "seal.lifted" } == 1)
    }

    @Test("a search that would have shown a sealed person looks like one that would not; the overseer alone can tell")
    func shape() throws {
        let (work, search, witness, stranger) = try work()
        try work.likeness(as: "cas", ["seal", "add", archive.url(witness[0]).path, "--reason", "an order"])
        let log = try work.likeness("ledger", "show", "--json").json()["entries"] as? [[String: Any]] ?? []

        // In copies of one home, so that nothing but the probe is another.
        var traces: [SearchTrace] = []
        for probe in [archive.url(witness[1]).path, stranger] {
            let copy = try Workspace()
            try work.copyHome(to: copy)
            try FileManager.default.copyItem(atPath: work.path("session.sam"), toPath: copy.path("session.sam"))
            try FileManager.default.copyItem(atPath: work.path("session.ova"), toPath: copy.path("session.ova"))
            traces.append(try SearchTrace(copy, search + [probe], after: log.count))
        }
        #expect(traces[0].hits.count == 1 && traces[1].hits.isEmpty)
        #expect(traces[0].hits.first.map { Set($0.keys) } == ["search", "at", "account", "person"])
        #expect(traces[0].hits.first?["search"] as? String == traces[0].search)
        #expect(traces[0].seen == traces[1].seen)
        #expect(traces[0].rows == traces[1].rows)
    }

    @Test("only a custodian seals, for their own organisation; only an overseer sees what searches would have shown")
    func people() throws {
        let (work, _, witness, _) = try work()
        try work.likeness(as: "ada", ["organisation", "create", "other"])
        try work.makeAccount("max", ["custodian"], in: "other")
        let photo = archive.url(witness[0]).path
        for name in ["sam", "ann", "ova", "ada", "nobody"] {
            #expect(try work.run(as: name, ["seal", "add", photo, "--reason", "r"]).exitCode == 3)
            #expect(try work.run(as: name, ["seal", "list"]).exitCode == 3)
        }
        for name in ["sam", "ann", "cas", "ada", "nobody"] {
            #expect(try work.run(as: name, ["seal", "hits"]).exitCode == 3)
        }
        try work.likeness(as: "ova", ["seal", "hits"])
        for (words, code) in [
            (["seal", "add", photo, "--reason", " "], "reason.missing"),
            (["seal", "add", photo, "--reason", "r", "--threshold", "1.5"], "search.bounds"),
            (["seal", "lift", "nobody", "--reason", "r"], "seal.unknown"),
        ] { #expect(try work.run(as: "cas", words).errors.contains("[\(code)]"), "\(words)") }
        // Nothing of another organisation's collections is sealed, or told.
        let other = try work.likeness(as: "max", ["seal", "add", photo, "--reason", "r", "--json"]).json()
        #expect(other["faces"] as? Int == 0)
        let mine = try work.likeness(as: "cas", ["seal", "list", "--json"]).json()
        #expect((mine["persons"] as? [Any])?.isEmpty == true)
        let person = try #require(other["person"] as? String)
        #expect(try work.run(as: "cas", ["seal", "lift", person, "--reason", "r"]).errors.contains("[seal.unknown]"))
    }
}

/// What a search leaves for a searcher, and for whoever reads the log, to see.
private struct SearchTrace {
    /// Everything that may tell two searches apart: what is printed, as text and as JSON, and what the log has of them.
    let seen: [String]
    /// How many rows each table has.
    let rows: [String: Int]
    /// For the overseer.
    let hits: [[String: Any]]
    let search: String

    init(_ work: Workspace, _ words: [String], after entries: Int) throws {
        let json = try work.likeness(as: "sam", words + ["--json"])
        let object = try json.json()
        search = try #require(object["search"] as? String)
        let text = try work.likeness(as: "sam", words)
        let log = try #require(try work.likeness("ledger", "show", "--json").json()["entries"] as? [[String: Any]])
        seen =
            [Self.shape(of: object), json.errors, Self.withoutIDs(text.output), text.errors]
            + log.dropFirst(entries).map { entry in
                let ids = (entry["ids"] as? [String: Any] ?? [:]).keys.sorted().joined(separator: ",")
                return "\(entry["type"] ?? "")  \(ids)  \(Self.length(entry))"
            }
        hits = (try work.likeness(as: "ova", ["seal", "hits", "--json"]).json()["hits"] as? [[String: Any]] ?? [])
            .filter { [search] in $0["search"] as? String == search }
        let store = try RecordStore(at: work.path("home/records.sqlite"), access: .reading)
        rows = try store.read { db in
            let tables = try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
            return try Dictionary(
                uniqueKeysWithValues: tables.map { ($0, try Int.fetchOne(db, sql: "SELECT count(*) FROM \($0)") ?? 0) })
        }
    }

    /// The bytes of an entry, but for numbers that grow with the log.
    private static func length(_ entry: [String: Any]) -> Int {
        (try? JSONSerialization.data(withJSONObject: entry).count) ?? 0
    }

    /// Keys, types, and the lengths of texts; numbers as they are, but for what describes the probe itself.
    private static func shape(of value: Any, under key: String = "") -> String {
        switch value {
        case let object as [String: Any]:
            let members = object.filter { $0.key != "probe" }.sorted { $0.key < $1.key }
            return "{" + members.map { $0.key + ":" + shape(of: $0.value, under: $0.key) }.joined(separator: ",") + "}"
        case let array as [Any]: return "[" + array.map { shape(of: $0, under: key) }.joined(separator: ",") + "]"
        case let text as String: return "\(text.utf8.count)"
        default: return "\(value)"
        }
    }

    private static func withoutIDs(_ text: String) -> String { text.replacing(/[0-9a-f]{32}/, with: "id") }
}
