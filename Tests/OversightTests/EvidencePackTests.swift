import FaceSearch
import Foundation
import Oversight
import Records
import Rules
import TestStage
import Testing
import TransparencyLog
import Vocabulary

@Suite("Evidence packs")
struct EvidencePackTests {
    let stage: EvidenceStage

    init() async throws { stage = try await EvidenceStage.shared.value }

    @Test("of a period have each of its entries, one before and one after, and their own export, and verify")
    func periods() async throws {
        let pack = try await stage.export(stage.period())
        defer { pack.remove() }
        let report = try pack.verify(key: stage.key)
        #expect(report.problems.map(\.description) == [])
        #expect(report.sound == pack.manifest.counts.all && !report.keyIsFromPack && report.notes.isEmpty)
        let logged = try stage.stage.logged()
        let period = try Period(parsing: stage.day)
        let inside = logged.indices.filter { period.contains(logged[$0].time) }
        #expect(inside == Array(pack.manifest.range) && inside.count > 10)
        let places = [inside[0] - 1] + inside + [inside.last! + 1, pack.manifest.exportEntry]
        #expect(try pack.lines.map { try PackLine($0).index } == places)
        #expect(logged[pack.manifest.exportEntry].type == "evidence.exported")
        let export = try #require(try pack.lines.last.map { try PackLine($0) })
        #expect(export.payload?.contains(#""reason":"Why & <why>""#) == true)
        #expect(try pack.text("index.html").contains("Why & \\u003cwhy>"))
        #expect(
            try pack.names == ["README.txt", "checkpoint", "entries.jsonl", "index.html", "key.txt", "manifest"])
    }

    @Test("of a period without entries show that there are none")
    func emptyPeriods() async throws {
        for text in ["1999", "9998", String(stage.day.prefix(4) + "-01-01")] {
            let pack = try await stage.export(EvidenceRequest(.period(try Period(parsing: text))))
            defer { pack.remove() }
            #expect(pack.manifest.range.isEmpty)
            #expect(try pack.verify(key: stage.key).problems.map(\.description) == [], "\(text)")
        }
    }

    @Test("verify while others act between the export's entry and the checkpoint")
    func besideOthers() async throws {
        let stage = try await EvidenceStage()
        let others = Task {
            for number in 0..<60 { _ = try await stage.stage.home.openCase("B-\(number)", as: stage.searcher) }
        }
        for text in ["9998", "1999", stage.day, "2020-01-01..2100-01-01", "9998", "9998"] {
            let pack = try await stage.export(EvidenceRequest(.period(try Period(parsing: text))))
            defer { pack.remove() }
            #expect(try pack.verify(key: stage.key).problems.map(\.description) == [], "\(text)")
        }
        try await others.value
    }

    @Test("of a case have all that was done on it, and who did it, and nothing of another")
    func cases() async throws {
        // Its own: what other tests export is about the case too.
        let stage = try await EvidenceStage()
        let pack = try await stage.export(EvidenceRequest(.caseFile("K-1 <script>")))
        defer { pack.remove() }
        let report = try pack.verify(key: stage.key)
        #expect(report.problems.map(\.description) == [])
        #expect(report.notes.count == 1)
        let lines = try pack.lines.map { try PackLine($0) }
        let types = lines.map(\.type)
        #expect(
            types == [
                "organisation.created", "account.created", "account.created", "account.created", "case.opened",
                "authorisation.requested", "authorisation.approved", "search.started", "search.completed",
                "search.refused", "authorisation.expired", "evidence.exported",
            ])
        #expect(!lines.contains { $0.payload?.contains("K-2") == true || $0.payload?.contains("cas\"") == true })
        let known = try #require(try pack.manifest.caseID)
        let again = try await stage.export(EvidenceRequest(.caseFile(known)))
        defer { again.remove() }
        #expect(again.manifest.counts.all == types.count + 1, "the earlier export is about the case")
        await #expect(throws: Failure(.caseUnknown, "", remedy: "")) {
            try await stage.export(EvidenceRequest(.caseFile("K-3")))
        }
    }

    @Test("without payloads disclose nothing that anybody wrote")
    func withheld() async throws {
        let pack = try await stage.export(EvidenceRequest(.caseFile("K-1 <script>"), withPayloads: false))
        defer { pack.remove() }
        let report = try pack.verify(key: stage.key)
        #expect(report.problems.map(\.description) == [])
        #expect(pack.manifest.counts.withheld > 8 && pack.manifest.counts.disclosed == 0)
        for name in try pack.names where name != "index.html" && name != "README.txt" {
            for secret in ["K-1", "sam", "family"] {
                #expect(try !pack.text(name).contains(secret), "\(name) has \(secret)")
            }
        }
        #expect(try !pack.text("index.html").contains("K-1"))
    }

    @Test("say what was erased, and verify")
    func erased() async throws {
        let other = try await EvidenceStage()
        let store = try RecordStore(at: other.stage.folder.appending(path: "records.sqlite").path, access: .writing)
        let searches = try other.stage.logged().filter { $0.type == "search.completed" }.compactMap {
            $0.ids["search"]?.text
        }
        try store.transaction { _ = try $0.eraseOpenings(about: searches) }
        let pack = try await other.export(other.period())
        #expect(pack.manifest.counts.erased == 4)
        #expect(try pack.verify(key: other.key).problems.map(\.description) == [])
        // A kept payload of an erased entry is not to be passed off as erased where there was none.
        let line = try #require(try pack.lines.first { $0.contains("\"erased\"") })
        try pack.write(
            Array(
                try pack.text("entries.jsonl").replacing(line, with: line.replacing("\"erased\"", with: "\"empty\""))
                    .utf8), to: "entries.jsonl")
        #expect(try pack.verify(key: other.key).names("entries.jsonl", entry: PackLine(line).index))
    }

    @Test("prove that the log continues what the reader kept, or say that they cannot")
    func continuity() async throws {
        let log = Home.publishedLog(of: stage.stage.folder)
        let kept = try log.checkpoint()
        let bare = try await stage.export(stage.period())
        defer { bare.remove() }
        #expect(try bare.verify(key: stage.key, kept: kept).names("checkpoint"))
        #expect(try bare.verify(key: stage.key, kept: SignedCheckpoint(parsing: bare.read("checkpoint"))).isSound)

        let scope = EvidenceRequest.Scope.period(try Period(parsing: stage.day))
        let pack = try await stage.export(EvidenceRequest(scope, earlier: kept))
        defer { pack.remove() }
        #expect(try pack.names.contains("earlier.json"))
        #expect(try pack.verify(key: stage.key, kept: kept).problems.map(\.description) == [])
        // A fork that the log's own key signed.
        let forked = try SignedCheckpoint(
            Checkpoint(origin: kept.checkpoint.origin, head: TreeHead(size: kept.checkpoint.size, root: .leaf([1]))),
            by: stage.signingKey)
        let report = try pack.verify(key: stage.key, kept: forked)
        #expect(report.names("earlier.json") && report.problems.allSatisfy { $0.kind == .continuity })
        await #expect(throws: Failure(.evidenceNotEarlier, "", remedy: "")) {
            try await stage.export(EvidenceRequest(scope, earlier: forked))
        }
        let stranger = try SignedCheckpoint(kept.checkpoint, by: SigningKey(name: kept.checkpoint.origin))
        await #expect(throws: Failure(.evidenceNotEarlier, "", remedy: "")) {
            try await stage.export(EvidenceRequest(scope, earlier: stranger))
        }
    }

    @Test("as one page hold what the folder does")
    func pages() async throws {
        let page = try await stage.stage.home.exportEvidencePage(stage.period(), as: stage.overseer)
        let text = String(decoding: page.html, as: UTF8.self)
        #expect(text.contains(page.manifest.pack) && text.contains("The family asks."))
        #expect(text.contains("default-src 'none'") && !text.contains("src=\"http"))
    }
}
