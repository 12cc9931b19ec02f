import Foundation
import Testing
import TransparencyLog

@Suite("A log in a folder")
struct LogWriterTests {
    @Test(
        "gives what was appended, at its index, with a proof, at sizes on both sides of a tile's edge",
        arguments: [
            1, 2, 255, 256, 257, 511, 513, 1000,
        ])
    func roundTrip(size: Int) async throws {
        let log = try TemporaryLog()
        let writer = try log.open()
        for index in 0..<size { #expect(try await writer.append(entry(index)) == index) }
        let checkpoint = try await writer.publish().checkpoint
        #expect(checkpoint.size == size)
        let leaves = LogLeaves(log.published, of: checkpoint.head)
        for index in stride(from: 0, to: size, by: max(1, size / 7)) {
            let proof = try InclusionProof.make(index: index, size: size, from: leaves)
            try proof.verify(leaf: .leaf(entry(index)), root: checkpoint.root)
        }
        try await writer.close()
        let report = try log.audit()
        #expect(report.problems == [])
        #expect(report.entries == size)
    }

    @Test("goes on where it was when it is opened again, published or not")
    func reopening() async throws {
        var log = try TemporaryLog()
        var size = 0
        for round in 0..<12 {
            let writer = try log.open()
            let count = 1 + round * 37
            for _ in 0..<count {
                #expect(try await writer.append(entry(size)) == size)
                size += 1
            }
            if round % 3 == 0 { _ = try await writer.publish() }
            // As if the power had failed here.
            log = try TemporaryLog(copyOf: log)
            try await writer.close()
        }
        let writer = try log.open()
        #expect(try await writer.publish().checkpoint.size == size)
        try await writer.close()
        #expect(try log.audit().problems == [])
        for bundle in 0...size / 256 {
            let first = bundle * 256
            let entries = try log.published.entries(ofBundle: bundle, count: min(256, size - first))
            #expect(entries == (first..<first + entries.count).map(entry))
        }
    }

    @Test("keeps every tree that was published a beginning of the later ones")
    func consistency() async throws {
        let log = try TemporaryLog()
        let writer = try log.open()
        var heads: [TreeHead] = []
        for index in 0..<700 {
            _ = try await writer.append(entry(index))
            if index % 41 == 0 { heads.append(try await writer.publish().checkpoint.head) }
        }
        let last = try await writer.publish().checkpoint.head
        let leaves = LogLeaves(log.published, of: last)
        for head in heads {
            let proof = try ConsistencyProof.make(old: head.size, new: last.size, from: leaves)
            try proof.verify(oldRoot: head.root, newRoot: last.root)
        }
    }

    @Test("takes many callers at once, each entry once and each index its own")
    func manyCallers() async throws {
        let log = try TemporaryLog()
        let writer = try log.open(publishing: true)
        let indices = try await withThrowingTaskGroup(of: [Int].self) { group in
            for caller in 0..<16 {
                group.addTask {
                    var indices: [Int] = []
                    for number in 0..<50 { indices.append(try await writer.append(entry(caller * 1000 + number))) }
                    return indices
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(indices.joined()).count == 800)
        for own in indices { #expect(own == own.sorted()) }
        #expect(try await writer.publish().checkpoint.size == 800)
        #expect(try log.audit().problems == [])
    }

    @Test("is written by one process at a time")
    func lock() async throws {
        let log = try TemporaryLog()
        let writer = try log.open()
        #expect(throws: LogError(.locked, "")) { try log.open() }
        try await writer.close()
    }

    @Test("is made once, and only opened with its own key")
    func making() throws {
        let log = try TemporaryLog()
        #expect(throws: LogError(.exists, "")) { try LogWriter.create(log.path, key: log.key) }
        let other = try SigningKey(name: log.key.verifierKey.name)
        #expect(throws: LogError(.signatureWrong, "")) { try LogWriter(log.path, key: other) }
        #expect(throws: LogError(.missing, "")) { try LogWriter(log.path + "-not", key: log.key) }
    }

    @Test("refuses what the format cannot hold, and goes on")
    func tooLarge() async throws {
        let log = try TemporaryLog()
        let writer = try log.open()
        let large = [UInt8](repeating: 1, count: 65_536)
        await #expect(throws: LogError(.entryTooLarge, "")) { try await writer.append(large) }
        #expect(try await writer.append(Array(large.dropLast())) == 0)
        #expect(try await writer.append([]) == 1)
        await #expect(throws: LogError(.entryTooLarge, "")) { try await writer.append(contentsOf: []) }
        try await writer.close()
        #expect(try log.audit().problems == [])
        await #expect(throws: LogError(.storage, "")) { try await writer.append([1]) }
        await #expect(throws: LogError(.storage, "")) { try await writer.publish() }
        try await log.open().close()
    }
}

/// An entry that tells its index, of a length that varies.
func entry(_ index: Int) -> [UInt8] {
    Array("entry \(index) ".utf8) + [UInt8](repeating: UInt8(truncatingIfNeeded: index), count: index % 97)
}
