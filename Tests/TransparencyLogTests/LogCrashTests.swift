import Foundation
import TestSupport
import Testing
import TransparencyLog

@Suite("Crashes and full disks under a log")
struct LogCrashTests {
    @Test(
        "whatever instant a process with eight appenders is killed at, the log verifies and holds all it acknowledged")
    func killed() async throws {
        var random = SeededRandom(17)
        var acknowledged = 0
        var unacknowledged = 0
        for group in 0..<10 {
            let log = try TemporaryLog()
            let keyFile = log.path + "/key"
            try Data(log.key.secretText.utf8).write(to: URL(fileURLWithPath: keyFile))
            var promised: [Int: String] = [:]
            var kept: [Checkpoint] = []
            for run in 0..<20 {
                let child = try ChildProcess("log-crash-child", ["append", log.path, keyFile, "\(group).\(run)"])
                child.waitForFirstWord()
                usleep(UInt32.random(in: 0...20_000, using: &random))
                for line in child.kill() {
                    let words = line.split(separator: " ", maxSplits: 1)
                    if let index = Int(words[0]), words.count == 2 { promised[index] = String(words[1]) }
                }
                // What the kill left is already a log that an auditor accepts.
                #expect(try log.audit(kept: kept).problems == [])
                let writer = try log.open()
                let checkpoint = try await writer.publish().checkpoint
                try await writer.close()
                #expect(try log.audit(kept: kept).problems == [])
                kept.append(checkpoint)
                let entries = try self.entries(of: log, checkpoint.size)
                #expect(promised.filter { entries[$0.key] != $0.value }.isEmpty)
                #expect(Set(entries).count == entries.count)
            }
            acknowledged += promised.count
            unacknowledged += (kept.last?.size ?? 0) - promised.count
        }
        #expect(acknowledged > 2000)
        print("200 kills: \(acknowledged) acknowledged, \(unacknowledged) more were on the disk")
    }

    private func entries(of log: TemporaryLog, _ size: Int) throws -> [String] {
        try stride(from: 0, to: size, by: 256).flatMap { first in
            try log.published.entries(ofBundle: first / 256, count: min(256, size - first))
        }.map { String(decoding: $0, as: UTF8.self) }
    }

    @Test("when files may not grow, what was acknowledged stays, and appending goes on later")
    func fileSizeLimit() async throws {
        let log = try TemporaryLog()
        let keyFile = log.path + "/key"
        try Data(log.key.secretText.utf8).write(to: URL(fileURLWithPath: keyFile))
        let child = try ChildProcess("log-crash-child", ["fill", log.path, keyFile, "100000"])
        let lines = child.finish()
        // 178 batches of 560 bytes fit behind the header.
        #expect(lines == ["log.storage 178", "afterwards 178"])
        let report = try log.audit()
        #expect(report.problems == [])
        #expect(report.entries == 179)
    }

    @Test("when the disk is full, what was acknowledged stays, and appending goes on later")
    func fullDisk() async throws {
        let folder = NSTemporaryDirectory() + "log-disk-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        guard let disk = SmallDisk(at: folder, kilobytes: 4096) else { return }
        defer { disk.unmount() }
        let key = try SigningKey(name: "example.test/log")
        try LogWriter.create(folder + "/log", key: key)
        try Data(count: 2600 * 1024).write(to: URL(fileURLWithPath: folder + "/filler"))
        let writer = try LogWriter(folder + "/log", key: key)
        var count = 0
        await #expect(throws: LogError(.storage, "")) {
            while true {
                _ = try await writer.append([UInt8](repeating: 3, count: 700))
                count += 1
            }
        }
        #expect(count > 1000)
        await #expect(throws: LogError(.storage, "")) { try await writer.append([UInt8](repeating: 3, count: 7000)) }
        try FileManager.default.removeItem(atPath: folder + "/filler")
        #expect(try await writer.append([1]) == count)
        #expect(try await writer.publish().checkpoint.size == count + 1)
        let report = try LogAudit(PublishedLog(folder + "/log/public"), key: key.verifierKey).run()
        #expect(report.problems == [])
        #expect(report.entries == count + 1)
        try await writer.close()
    }
}
