import Foundation
import Testing
import TransparencyLog

@Suite("Export and repair of a log")
struct LogRepairTests {
    private func log(_ size: Int) async throws -> TemporaryLog {
        let log = try TemporaryLog()
        let writer = try log.open()
        for index in 0..<size { _ = try await writer.append(entry(index)) }
        try await writer.close()
        return log
    }

    @Test("an export is a log that verifies by itself", arguments: [0, 1, 256, 600])
    func export(size: Int) async throws {
        let log = try await log(size)
        let folder = log.path + "-export"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let checkpoint = try log.published.checkpoint(signedBy: log.key.verifierKey)
        try LogExport.write(log.published, checkpoint, to: folder)
        #expect(checkpoint.checkpoint.size == size)
        let report = try LogAudit(PublishedLog(folder), key: log.key.verifierKey).run()
        #expect(report == LogAudit.Report(checkpoint: checkpoint, entries: size))
        #expect(throws: LogError(.exists, "")) { try LogExport.write(log.published, checkpoint, to: folder) }
    }

    @Test(
        "tiles that are missing or altered are derived anew from the entries",
        arguments: [
            "tile/0/000", "tile/0/001", "tile/0/002.p/88", "tile/1/000.p/2",
        ])
    func tiles(file: String) async throws {
        let log = try await log(600)
        let bytes = try log.read("public/" + file)
        for damage in [[], Array(bytes.dropLast()), bytes.map { $0 ^ 1 }] {
            try log.write(damage, to: "public/" + file)
            let report = try LogRepair.run(log.path, key: log.key.verifierKey)
            #expect(report == LogRepair.Report(repaired: [file]))
            #expect(try log.read("public/" + file) == bytes)
        }
        try FileManager.default.removeItem(atPath: log.path + "/public/" + file)
        #expect(try LogRepair.run(log.path, key: log.key.verifierKey).repaired == [file])
        #expect(try LogRepair.run(log.path, key: log.key.verifierKey) == LogRepair.Report())
        #expect(try log.audit().problems == [])
    }

    @Test("an altered entry is named, and no file is touched")
    func entries() async throws {
        let log = try await log(600)
        var bytes = try log.read("public/tile/entries/001")
        bytes[100] ^= 4
        try log.write(bytes, to: "public/tile/entries/001")
        let report = try LogRepair.run(log.path, key: log.key.verifierKey)
        #expect(report.repaired == [])
        #expect(report.problems.map(\.detail).joined().contains("tile/entries/001"))
        #expect(try log.read("public/tile/entries/001") == bytes)
        let audit = try log.audit()
        #expect(audit.entries == 599)
        #expect(audit.problems.first?.detail.contains("entry 2") == true)
    }

    @Test("a damaged journal is only begun anew when that is asked for")
    func journal() async throws {
        let log = try await log(300)
        var bytes = try log.read("journal")
        bytes[1000] ^= 1
        try log.write(bytes, to: "journal")
        #expect(try LogRepair.run(log.path, key: log.key.verifierKey).problems == [LogError(.damaged, "")])
        let report = try LogRepair.run(log.path, key: log.key.verifierKey, startJournalAnew: true)
        #expect(report == LogRepair.Report(repaired: ["journal"]))
        let writer = try log.open()
        #expect(try await writer.append(entry(300)) == 300)
        try await writer.close()
        #expect(try log.audit().problems == [])
    }

    @Test("where two copies part is told by entry")
    func comparison() async throws {
        let (one, longer, forged) = (try await log(600), try TemporaryLog(), try TemporaryLog())
        for (log, size, changed) in [(longer, 900, -1), (forged, 700, 431)] {
            let writer = try log.open()
            for index in 0..<size { _ = try await writer.append(entry(index == changed ? 0 : index)) }
            try await writer.close()
        }
        #expect(try LogComparison.firstDifference(one.published, longer.published) == nil)
        #expect(try LogComparison.firstDifference(one.published, forged.published) == 431)
    }
}
