import FaceSearch
import Foundation
import Oversight
import Records
import Rules
import TestStage
import Testing
import TransparencyLog
import Vocabulary

@Suite("Transparency reports")
struct ReportTests {
    /// An archive over fourteen months, with its reports; made once.
    final class Years: Sendable {
        static let shared = Task { try await Years() }

        let stage: Stage
        let overseer: Actor
        let keeper: HistoryKeeper

        init() async throws {
            stage = try await Stage(.archive, beginning: Date("2025-01-06T09:00:00Z", strategy: .iso8601))
            keeper = HistoryKeeper(stage.home)
            overseer = try await stage.person("ova", [.overseer])
            let custodian = try await stage.person("cas", [.custodian])
            let approver = try await stage.person("ann", [.approver])
            try await stage.home.createOrganisation(named: "museum", as: stage.administrator)
            let searcher = try await stage.person("sam", [.searcher])
            let second = try await stage.person("sue", [.searcher])
            try await stage.fill("photos", by: custodian, retentionDays: 3650)
            for month in 0..<14 {
                try await work(month: month, searcher, approver)
                if month % 3 == 0 { try await work(month: 100 + month, second, approver) }
                _ = await stage.outcome { _ = try await self.stage.search(nil, in: ["photos"], as: searcher) }
                stage.clock.move(30 * 86_400)
            }
        }

        private func work(month: Int, _ searcher: Actor, _ approver: Actor) async throws {
            let home = stage.home
            _ = try await home.openCase("P-\(month)", as: searcher)
            let asked = try await home.requestAuthorisation(
                AuthorisationDraft(
                    caseReference: "P-\(month)", purpose: month % 2 == 0 ? "provenance" : "caption-verification",
                    necessity: "The photo has no caption, and no other source is left.",
                    proportionality: "One collection of the archive's own photos.", collections: ["photos"],
                    searches: 9,
                    days: 20), as: searcher)
            let ref = asked.authorisation.ref
            if month % 5 == 4 {
                _ = try await home.refuse(ref, reason: "It has a caption, look again please.", as: approver)
                return
            }
            _ = try await home.approve(ref, reason: "Approved for the exhibition.", as: approver)
            for _ in 0..<(1 + month % 7) { _ = try await stage.search(ref, in: ["photos"], as: searcher) }
            // By the end, more leads than noes: outcomes have to be told apart by purpose too.
            let kind: Outcome.Kind = month % 4 == 3 ? .noLead : .lead
            for _ in 0..<(month % 3) {
                _ = try await home.recordOutcome(Outcome(.lead, text: "More of it."), of: "P-\(month)", as: searcher)
            }
            _ = try await home.recordOutcome(Outcome(kind, text: "What came of it."), of: "P-\(month)", as: searcher)
        }

        func report(_ period: String) async throws -> PublishedReport {
            try await keeper.publishReport(of: Period(parsing: period), in: stage.home, as: overseer)
        }

        func key() throws -> VerifierKey { try Home.logVerifierKey(of: stage.home.directory) }
    }

    static let periods = ["2025", "2025-Q2", "2025-11", "2025-03-01..2026-01-31"]

    @Test(
        "each number is counted again from exported entries by a script that shares nothing with us", arguments: periods
    )
    func recount(period: String) async throws {
        let years = try await Years.shared.value
        let published = try await years.report(period)
        let folder = FileManager.default.temporaryDirectory.appending(path: "likeness-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        _ = try await years.stage.home.exportEvidence(
            EvidenceRequest(.period(Period(parsing: "2025-01-01..2027-12-31")), withPayloads: true),
            to: folder.appending(path: "pack").path, as: years.overseer
        ) { _, _ in }
        let file = folder.appending(path: "report.json")
        try Data(published.file(.json)).write(to: file)
        #expect(try Self.recount(folder.appending(path: "pack"), file).hasSuffix(", 0 wrong\n"))

        // It does notice.
        let text = try String(contentsOf: file, encoding: .utf8)
        let altered = text.replacing(/"searches":\{"months":\[("few"|\d+)/) { _ in "\"searches\":{\"months\":[777" }
        try Data(altered.utf8).write(to: file)
        #expect(
            try Self.recount(folder.appending(path: "pack"), file).contains(
                "searches, \(published.report.months[0]): the report says 777"))
    }

    private static func recount(_ pack: URL, _ report: URL) throws -> String {
        let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Support/Recount/recount.py")
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = ["-B", script.path, pack.path, report.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self)
    }

    @Test("a report in each form is checked, line by line and number by number", arguments: ReportForm.allCases)
    func verifying(form: ReportForm) async throws {
        let years = try await Years.shared.value
        let file = try await years.report("2025").file(form)
        let (read, readForm) = try PublishedReport.read(file)
        #expect(readForm == form)
        #expect(try read.problems(in: file, as: readForm, key: years.key()) == [])
        let (history, checkpoint) = try await years.keeper.history(ofFirst: read.report.size, as: years.overseer)
        let recount = try read.recount(in: history, size: history.size, under: checkpoint)
        #expect(recount.problems == [] && recount.uncounted == [] && recount.compared > 500)
    }

    @Test("after the first report the smallest count stays: two of them could be subtracted")
    func smallestCountStays() async throws {
        let years = try await Years.shared.value
        let home = years.stage.home
        _ = try await years.report("2025-11")
        let text = try home.policy().text
        let other = text.replacing(/smallest-count: \d+/, with: "smallest-count: 17")
        #expect(other != text)
        let refused = await years.stage.outcome {
            _ = try await home.adoptPolicy(other, as: years.stage.administrator)
        }
        #expect(refused == "policy.smallest-count-fixed")
        #expect(await years.stage.outcome { _ = try home.changes(by: other) } == "policy.smallest-count-fixed")
    }

    @Test("the log knows which reports were published, by their ids and digests")
    func published() async throws {
        let years = try await Years.shared.value
        let home = years.stage.home
        let report = try await years.report("2025-11")
        let other = try await years.report("2025-12")
        #expect(try home.hasPublished(report.report.id, digest: report.digest, as: years.overseer))
        #expect(try !home.hasPublished(report.report.id, digest: other.digest, as: years.overseer))
        let nobody = String(repeating: "0", count: 32)
        #expect(try !home.hasPublished(nobody, digest: report.digest, as: years.overseer))
    }

    @Test("a note with one more signature, whoever's words it is, is no report")
    func moreSignatures() async throws {
        let years = try await Years.shared.value
        let note = String(decoding: try await years.report("2025-11").note.serialised(), as: UTF8.self)
        let more = try SignedNote(parsing: Array((note + "— court.example/verified 0a1b2c3d4e5f\n").utf8))
        #expect(more.signatures.count == 2)
        #expect(await years.stage.outcome { _ = try PublishedReport(parsing: more) } == "report.malformed")
    }

    @Test("whatever byte of a report is altered, it is noticed", arguments: ReportForm.allCases)
    func tampering(form: ReportForm) async throws {
        let years = try await Years.shared.value
        let key = try years.key()
        let file = try await years.report("2025").file(form)
        for place in stride(from: 0, to: file.count, by: max(1, file.count / 400)) {
            var altered = file
            altered[place] ^= 0x01
            do {
                let (read, readForm) = try PublishedReport.read(altered)
                #expect(try !read.problems(in: altered, as: readForm, key: key).isEmpty, "byte \(place) of \(form)")
            } catch let failure as Failure {
                #expect(failure.code == .reportMalformed)
            }
        }
    }

    @Test("numbers that were signed and are not what the log says are named")
    func lies() async throws {
        let years = try await Years.shared.value
        let published = try await years.report("2025-Q2")
        let (history, checkpoint) = try await years.keeper.history(ofFirst: published.report.size, as: years.overseer)
        let earlier = try await years.keeper.history(ofFirst: published.report.size / 5, as: years.overseer)
        let problems = try published.recount(
            in: earlier.history, size: history.size, under: checkpoint
        ).problems
        #expect(problems.contains { if case .number = $0 { true } else { false } })
        let forked = try published.recount(
            in: history, size: history.size, under: earlier.checkpoint
        ).problems
        #expect(forked.contains { if case .log = $0 { true } else { false } })
        let other = try SigningKey(name: "other").verifierKey
        #expect(
            try published.problems(in: published.file(.html), as: .html, key: other).contains {
                if case .signature = $0 { true } else { false }
            })
    }

    @Test(
        "a count is a number, few, or two ends; what says another thing, or nothing, is no report",
        arguments: ["null", "-1", "1.5", "\"none\"", "[1]", "[1,2,3]", "{}"])
    func countsOnly(other: String) async throws {
        let years = try await Years.shared.value
        let note = String(decoding: try await years.report("2025").note.serialised(), as: UTF8.self)
        #expect(try PublishedReport.read(Array(note.utf8)).form == nil)
        let altered = note.replacing(/"searches":\{"months":\[("few"|\d+)/) { _ in "\"searches\":{\"months\":[\(other)"
        }
        #expect(altered != note)
        #expect(throws: Failure(.reportMalformed, "", remedy: "")) { try PublishedReport.read(Array(altered.utf8)) }
    }

    @Test("a report is of whole months that are over, and made by overseers")
    func refusals() async throws {
        let years = try await Years.shared.value
        for (period, code) in [("2025-01-02..2025-01-31", Failure.Code.reportWholeMonths), ("2999", .reportNotOver)] {
            await #expect(throws: Failure(code, "", remedy: "")) { try await years.report(period) }
        }
        await #expect(throws: Failure(.roleMissing, "", remedy: "")) {
            try await years.keeper.publishReport(
                of: Period(parsing: "2025"), in: years.stage.home, as: years.stage.administrator)
        }
    }
}
