import Foundation
import TestSupport
import Testing
import TransparencyLog

@Suite("Damage to a log's files")
struct LogDamageTests {
    /// 600 entries, published; three more only in the journal.
    private func log() async throws -> TemporaryLog {
        let log = try TemporaryLog()
        let writer = try log.open()
        for index in 0..<600 { _ = try await writer.append(entry(index)) }
        _ = try await writer.publish()
        for index in 600..<603 { _ = try await writer.append(entry(index)) }
        defer { withExtendedLifetime(writer) {} }
        return try TemporaryLog(copyOf: log)
    }

    private static let files = [
        "checkpoint", "tile/0/000", "tile/0/001", "tile/0/002.p/88", "tile/1/000.p/2", "tile/entries/000",
        "tile/entries/001", "tile/entries/002.p/88",
    ]

    @Test("a flipped bit in a public file is found, and the file or entry named", arguments: files)
    func flippedBit(file: String) async throws {
        let log = try await log()
        let bytes = try log.read("public/" + file)
        var random = SeededRandom(7)
        for _ in 0..<40 {
            var changed = bytes
            let bit = Int.random(in: 0..<bytes.count * 8, using: &random)
            changed[bit / 8] ^= 1 << (bit % 8)
            try log.write(changed, to: "public/" + file)
            let report = try log.audit()
            #expect(!report.isSound, "bit \(bit)")
            if file != "checkpoint" { #expect(names(report.problems[0], file), "\(report.problems[0])") }
        }
        try log.write(bytes, to: "public/" + file)
        #expect(try log.audit().problems == [])
    }

    /// An entry's bundle and its tile of hashes disagree: which of them was changed, nobody can say, so the entry is named.
    private func names(_ problem: LogError, _ file: String) -> Bool {
        problem.detail.contains(file) || problem.detail.contains("entry") || problem.detail.contains("bundle")
    }

    @Test("a file cut off or gone is found", arguments: files)
    func cutOff(file: String) async throws {
        let log = try await log()
        let bytes = try log.read("public/" + file)
        try log.write(Array(bytes.dropLast()), to: "public/" + file)
        #expect(!(try log.audit().isSound))
        try log.write([], to: "public/" + file)
        #expect(!(try log.audit().isSound))
        try FileManager.default.removeItem(atPath: log.path + "/public/" + file)
        if file == "checkpoint" {
            #expect(throws: LogError(.missing, "")) { try log.audit() }
        } else {
            #expect(try log.audit().problems.first?.detail.contains(file) == true)
        }
    }

    /// Bytes of a batch of one entry besides the entry's own.
    private let batchOverhead = 57 + 2 + 1

    /// Where the journal's last batch ends; zeros follow.
    private func used(_ journal: [UInt8]) -> Int { (journal.lastIndex { $0 != 0 } ?? 0) + 1 }

    @Test("no flipped bit in the journal loses an entry that was acknowledged")
    func flippedJournal() async throws {
        let log = try await log()
        let bytes = try log.read("journal")
        // The header and the last three batches, bit by bit, and somewhere in the room behind them.
        let end = used(bytes)
        let start = (600..<603).reduce(end) { $0 - batchOverhead - entry($1).count }
        var bits = Array(0..<16 * 8)
        bits += Array(start * 8..<end * 8)
        for bit in bits {
            var changed = bytes
            changed[bit / 8] ^= 1 << (bit % 8)
            try log.write(changed, to: "journal")
            #expect(throws: LogError(.damaged, ""), "bit \(bit)") { try log.open() }
        }
        // In the room behind them there is nothing to lose.
        for bit in [end * 8, end * 8 + 900, bytes.count * 8 - 1] {
            var changed = bytes
            changed[bit / 8] ^= 1 << (bit % 8)
            try log.write(changed, to: "journal")
            let opened = try TemporaryLog(copyOf: log)
            guard let writer = try? opened.open() else { continue }
            #expect(try await writer.publish().checkpoint.size == 603)
            try await writer.close()
        }
    }

    @Test("a flush that never ended is cut off; what was acknowledged before it stays")
    func tornJournal() async throws {
        let log = try await log()
        let before = used(try log.read("journal"))
        let writer = try log.open()
        _ = try await writer.append(contentsOf: (603..<608).map { entry($0) + [UInt8](repeating: 9, count: 700) })
        let whole = try TemporaryLog(copyOf: log)
        try await writer.close()
        let bytes = try whole.read("journal")
        let end = used(bytes)
        #expect(end - before > 7 * 512)
        // Any of the sectors that the batch lies in may be missing, in any combination.
        let sectors = Array(stride(from: before / 512 * 512, to: end, by: 512))
        var random = SeededRandom(3)
        var cuts = sectors.map { missing(from: bytes, [$0], after: before) }
        for _ in 0..<40 {
            let lost = sectors.shuffled(using: &random).prefix(Int.random(in: 1...sectors.count, using: &random))
            cuts.append(missing(from: bytes, lost, after: before))
        }
        for cut in cuts {
            let torn = try TemporaryLog(copyOf: whole)
            try torn.write(cut, to: "journal")
            let writer = try torn.open()
            #expect(try await writer.append(entry(603)) == 603)
            try await writer.close()
            #expect(try torn.audit().problems == [])
            #expect(used(try torn.read("journal")) == before + batchOverhead + entry(603).count)
        }
    }

    /// The journal as if some sectors had not reached the disk.
    private func missing(from bytes: [UInt8], _ sectors: some Sequence<Int>, after start: Int) -> [UInt8] {
        var bytes = bytes
        for sector in sectors {
            for place in max(sector, start)..<min(sector + 512, bytes.count) { bytes[place] = 0 }
        }
        return bytes
    }

    @Test("an acknowledged batch that is cut off, or lost from the middle of the journal, is damage")
    func lostBatch() async throws {
        let log = try TemporaryLog()
        let writer = try log.open()
        for index in 0..<6 { _ = try await writer.append(entry(index) + [UInt8](repeating: 9, count: 2000)) }
        let whole = try TemporaryLog(copyOf: log)
        try await writer.close()
        let bytes = try whole.read("journal")
        let cutOff = Array(bytes[..<(used(bytes) - 700)])
        let lost = [missing(from: bytes, [2560], after: 0), missing(from: bytes, [4608, 5120], after: 0)]
        for changed in [cutOff] + lost {
            try whole.write(changed, to: "journal")
            #expect(throws: LogError(.damaged, "")) { try whole.open() }
        }
        // What can be read of it is kept.
        let report = try LogRepair.run(whole.path, key: whole.key.verifierKey, startJournalAnew: true)
        #expect(report.repaired == ["journal"] && (1...3).contains(report.saved))
        let again = try whole.open()
        #expect(try await again.publish().checkpoint.size == report.saved)
        try await again.close()
    }

    @Test("a journal that is gone, or ends before what is published, is named")
    func otherJournal() async throws {
        let log = try await log()
        let bytes = try log.read("journal")
        try log.write(Array(bytes.prefix(used(bytes) / 2)), to: "journal")
        #expect(throws: LogError(.damaged, "")) { try log.open() }
        try FileManager.default.removeItem(atPath: log.path + "/journal")
        #expect(throws: LogError(.damaged, "")) { try log.open() }
    }

    @Test("public files put back to an earlier state are brought up to the journal again, to the same root")
    func restored() async throws {
        let early = try await log()
        let late = try TemporaryLog(copyOf: early)
        let writer = try late.open()
        for index in 603..<1000 { _ = try await writer.append(entry(index)) }
        let head = try await writer.publish().checkpoint.head
        try await writer.close()
        let mixed = try TemporaryLog(copyOf: late)
        try FileManager.default.removeItem(atPath: mixed.path + "/public")
        try FileManager.default.copyItem(atPath: early.path + "/public", toPath: mixed.path + "/public")
        let again = try mixed.open()
        #expect(try await again.publish().checkpoint.head == head)
        try await again.close()
        #expect(try mixed.audit(kept: [Checkpoint(origin: "example.test/log", head: head)]).problems == [])
    }

    @Test("an entry of zeros that is altered is damage, not a flush that never ended")
    func zeros() async throws {
        let log = try TemporaryLog()
        let writer = try log.open()
        _ = try await writer.append([UInt8](repeating: 0, count: 4000))
        let crashed = try TemporaryLog(copyOf: log)
        try await writer.close()
        let bytes = try crashed.read("journal")
        for place in stride(from: 16, to: used(bytes), by: 100) {
            var changed = bytes
            changed[place] ^= 8
            try crashed.write(changed, to: "journal")
            #expect(throws: LogError(.damaged, ""), "byte \(place)") { try crashed.open() }
        }
    }

    @Test("a copy that somebody altered does not accuse the log of two histories")
    func alteredCopy() async throws {
        let log = try await log()
        let kept = try log.published.checkpoint().checkpoint
        var entries = try log.read("public/tile/entries/000")
        var hashes = try log.read("public/tile/0/000")
        // Entry 0 and its hash together, as somebody can who holds no key.
        entries[2] ^= 1
        let length = Int(entries[0]) << 8 | Int(entries[1])
        hashes.replaceSubrange(0..<32, with: MerkleHash.leaf(entries[2..<2 + length]).bytes)
        try log.write(entries, to: "public/tile/entries/000")
        try log.write(hashes, to: "public/tile/0/000")
        let codes = try log.audit(kept: [kept]).problems.map(\.code)
        #expect(!codes.isEmpty && !codes.contains(.forked))
        // Of the very size that was kept, two signatures do.
        let other = try TemporaryLog(keyOf: log)
        let writer = try other.open()
        for index in 0..<600 { _ = try await writer.append(entry(index + 1)) }
        try await writer.close()
        #expect(try other.audit(kept: [kept]).problems == [LogError(.forked, "")])
    }

    @Test("a log that was rewritten, or is shorter than it was, does not pass for the one whose checkpoint was kept")
    func rewritten() async throws {
        let log = try TemporaryLog()
        let writer = try log.open()
        for index in 0..<300 { _ = try await writer.append(entry(index)) }
        let kept = try await writer.publish().checkpoint
        try await writer.close()
        let rewritten = try TemporaryLog(keyOf: log)
        let forger = try rewritten.open()
        for index in 0..<500 { _ = try await forger.append(entry(index == 123 ? 124 : index)) }
        try await forger.close()
        #expect(try rewritten.audit().problems == [])
        #expect(try rewritten.audit(kept: [kept]).problems == [LogError(.forked, "")])
        #expect(try TemporaryLog(keyOf: log).audit(kept: [kept]).problems == [LogError(.rolledBack, "")])
    }
}
