import FaceSearch
import Foundation
import Oversight
import Rules
import TestStage
import TestSupport
import Testing
import TransparencyLog

/// Packs of a day on which searches ran under approvals of days before.
@Suite("On whose word a period's searches ran")
struct EvidenceGroundsTests {
    final class Days: Sendable {
        static let shared = Task { try await Days() }

        let evidence: EvidenceStage
        let day: String

        private init() async throws {
            evidence = try await EvidenceStage()
            let (stage, searcher) = (evidence.stage, evidence.searcher)
            let approver = try await stage.person("ann2", [.approver])
            var asked: [AuthorisationRef] = []
            for reference in ["K-3", "K-4", "K-5"] {
                _ = try await stage.home.openCase(reference, as: searcher)
                let ref = try await stage.home.requestAuthorisation(
                    stage.draft(reference, in: ["custody"]), as: searcher
                ).authorisation.ref
                _ = try await stage.home.approve(ref, reason: "The family asks.", as: approver)
                asked.append(ref)
            }
            stage.clock.move(86_400)
            day = String(stage.clock.now.formatted(.iso8601).prefix(10))
            // Nothing rests on the third.
            for ref in asked[..<2] { _ = try await stage.search(ref, in: ["custody"], as: searcher) }
            stage.clock.move(86_400)
            try await stage.home.closeCase("K-3", as: searcher)
        }

        func pack() async throws -> Pack {
            try await evidence.export(EvidenceRequest(.period(try Period(parsing: day))))
        }
    }

    @Test("the requests and approvals from before are in the pack, and nothing else from before, and it verifies")
    func there() async throws {
        let days = try await Days.shared.value
        let pack = try await days.pack()
        defer { pack.remove() }
        let report = try pack.verify(key: days.evidence.key)
        #expect(report.problems.map(\.description) == [])
        #expect(pack.manifest.earlier == 4)
        let first = pack.manifest.range.lowerBound - 1
        let earlier = try pack.lines.map { try PackLine($0) }.filter { $0.index < first }
        #expect(
            earlier.map(\.type) == [
                "authorisation.requested", "authorisation.approved", "authorisation.requested",
                "authorisation.approved",
            ])
        #expect(earlier[1].payload?.contains("ann2") == true)
        let period =
            "\(pack.manifest.range.count) entries of the period, 4 earlier ones that its searches rest on, and 3 beside"
        #expect(pack.manifest.periodInWords?.hasPrefix(period) == true)
        let bare = try await days.evidence.export(
            EvidenceRequest(.period(try Period(parsing: days.day)), withPayloads: false))
        defer { bare.remove() }
        #expect(try bare.verify(key: days.evidence.key).isSound && bare.manifest.earlier == 4)
    }

    @Test("a pack that lacks one of them, or has another, is found out, though the operator signed it anew")
    func forged() async throws {
        let days = try await Days.shared.value
        let pack = try await days.pack()
        defer { pack.remove() }
        let sound = try pack.lines
        let whole = try await days.evidence.export(
            EvidenceRequest(.period(try Period(parsing: "2000-01-01..2100-12-31"))))
        defer { whole.remove() }
        let counts = pack.manifest.counts
        let file = try #require(pack.manifest.files["entries.jsonl"])
        let auditor = GoAuditor.isInstalled ? try GoAuditor.built.get() : nil

        func forge(_ lines: [String], earlier: Int) throws -> (problems: [String], go: Int32?) {
            let bent = try pack.copy()
            defer { bent.remove() }
            let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
            try bent.write(bytes, to: "entries.jsonl")
            try bent.resign(
                days.evidence.signingKey,
                replacing: [
                    ("\"count\":\(counts.all)", "\"count\":\(lines.count)"),
                    ("\"earlier\":4", "\"earlier\":\(earlier)"),
                    (
                        "\"disclosed\":\(counts.disclosed)",
                        "\"disclosed\":\(counts.disclosed + lines.count - sound.count)"
                    ),
                    (file.sha256, Pack.sha256(bytes)), ("\"bytes\":\(file.bytes)", "\"bytes\":\(bytes.count)"),
                ])
            let report = try bent.verify(key: days.evidence.key)
            let go = try auditor?.audit(["-pack", bent.path, "\(days.evidence.key)"]).code
            return (
                report.problems.filter { $0.file == "entries.jsonl" || $0.file == "manifest" }.map(\.description), go
            )
        }
        let same = try forge(sound, earlier: 4)
        #expect(same.problems == [] && same.go ?? 0 == 0)
        for gone in 0..<4 {
            let (problems, go) = try forge(Array(sound[..<gone] + sound[(gone + 1)...]), earlier: 3)
            #expect(problems.count == 1 && problems[0].contains("that it rests on is missing"), "\(problems)")
            #expect(go ?? 1 == 1)
        }
        // Another case's request, which no search of the day rests on.
        let there = Set(try sound.map { try PackLine($0).index })
        let stray = try #require(
            try whole.lines.first {
                let line = try PackLine($0)
                return line.type == "authorisation.requested" && line.index < pack.manifest.range.lowerBound - 1
                    && !there.contains(line.index)
            })
        let place = try PackLine(stray).index
        // With a proof under this pack's checkpoint.
        let head = pack.manifest.head
        let leaves = LogLeaves(Home.publishedLog(of: days.evidence.stage.folder), of: head)
        let proof = try InclusionProof.make(index: place, size: head.size, from: leaves).hashes
        let proven = stray.replacing(
            /"proof":\[[^\]]*\]/, with: "\"proof\":[\(proof.map { "\"\($0)\"" }.joined(separator: ","))]")
        let all = try (sound + [proven]).sorted { try PackLine($0).index < PackLine($1).index }
        let more = try forge(all, earlier: 5)
        #expect(
            more.problems.count == 1 && more.problems[0].contains("no search in it rests on it"), "\(more.problems)")
        #expect(more.go ?? 1 == 1)
        #expect(try forge(sound, earlier: 3).problems.contains { $0.contains("“earlier”") })
        #expect(try forge(sound, earlier: 3).go ?? 1 == 1)
    }
}
