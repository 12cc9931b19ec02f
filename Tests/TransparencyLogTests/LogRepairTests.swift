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

    @Test("a journal that can be read is never replaced: files put back from before it are named instead")
    func olderFiles() async throws {
        let log = try TemporaryLog()
        let writer = try log.open()
        for index in 0..<10 { _ = try await writer.append(entry(index)) }
        try await writer.publish()
        let early = try TemporaryLog(copyOf: log)
        // The journal is begun anew behind what is published.
        for _ in 0..<100 { _ = try await writer.append([UInt8](repeating: 5, count: 60_000)) }
        try await writer.publish()
        for index in 0..<20 { _ = try await writer.append(entry(index)) }
        let mixed = try TemporaryLog(copyOf: log)
        try await writer.close()
        try FileManager.default.removeItem(atPath: mixed.path + "/public")
        try FileManager.default.copyItem(atPath: early.path + "/public", toPath: mixed.path + "/public")
        let journal = try mixed.read("journal")
        for startAnew in [false, true] {
            let report = try LogRepair.run(mixed.path, key: log.key.verifierKey, startJournalAnew: startAnew)
            #expect(report.repaired == [] && report.problems.count == 1)
            #expect(report.problems[0].detail.contains("put the newer ones back"))
            #expect(try mixed.read("journal") == journal)
        }
    }

    @Test("damage to what is published already costs none of what is not, and each damaged journal is kept")
    func saved() async throws {
        let log = try TemporaryLog()
        let writer = try log.open()
        for index in 0..<10 { _ = try await writer.append(entry(index)) }
        try await writer.publish()
        for index in 10..<20 { _ = try await writer.append(entry(index)) }
        let crashed = try TemporaryLog(copyOf: log)
        try await writer.close()
        var damaged = try crashed.read("journal")
        damaged[90] ^= 1
        try crashed.write(damaged, to: "journal")
        #expect(throws: LogError(.damaged, "")) { try crashed.open() }
        let report = try LogRepair.run(crashed.path, key: log.key.verifierKey, startJournalAnew: true)
        #expect(report == LogRepair.Report(repaired: ["journal"], saved: 10))
        #expect(try crashed.read("journal.damaged") == damaged)

        try crashed.write([1, 2, 3], to: "journal")
        _ = try LogRepair.run(crashed.path, key: log.key.verifierKey, startJournalAnew: true)
        #expect(try crashed.read("journal.damaged") == damaged)
        #expect(try crashed.read("journal.damaged.2") == [1, 2, 3])
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
