import Foundation
import Synchronization
import Testing
import TransparencyLog

@Suite("A log whose callers come, go and close it as they like", .timeLimit(.minutes(10)))
struct LogConcurrencyTests {
    /// What several tasks share.
    private final class Shared<Value: Sendable>: Sendable {
        private let value: Mutex<Value>
        init(_ value: Value) { self.value = Mutex(value) }
        func get() -> Value { value.withLock { $0 } }
        func change(_ body: @Sendable (inout Value) -> Void) { value.withLock { body(&$0) } }
    }

    @Test("an append that races with close is in the log, or refused and not in it; another writer may follow at once")
    func closing() async throws {
        let log = try TemporaryLog()
        let promised = Shared<[Int: [UInt8]]>([:])
        for round in 0..<60 {
            let writer = try log.open(publishing: round % 2 == 0)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for caller in 0..<8 {
                    group.addTask {
                        for number in 0... {
                            let entry = entry(round * 1_000_000 + caller * 10_000 + number)
                            guard let index = try? await writer.append(entry) else { return }
                            promised.change { #expect($0.updateValue(entry, forKey: index) == nil) }
                        }
                    }
                }
                group.addTask {
                    try await Task.sleep(for: .microseconds(round * 200))
                    try await writer.close()
                    // All that was acknowledged is published.
                    let acknowledged = promised.get().count
                    #expect(try log.published.checkpoint().checkpoint.size >= acknowledged)
                    let next = try log.open()
                    try await next.close()
                }
                try await group.waitForAll()
            }
        }
        let promises = promised.get()
        #expect(promises.count > 100)
        let report = try log.audit()
        #expect(report.problems == [])
        #expect(report.entries == promises.count)
        for bundle in 0...promises.count / 256 {
            let first = bundle * 256
            let entries = try log.published.entries(ofBundle: bundle, count: min(256, promises.count - first))
            for (index, entry) in zip(first..., entries) { #expect(promises[index] == entry) }
        }
    }

    @Test("publications come between the appends of callers who never pause, and all who wait for one are answered")
    func flood() async throws {
        let log = try TemporaryLog()
        let writer = try log.open()
        let isOver = Shared(false)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in 0..<16 {
                group.addTask {
                    while !isOver.get() { _ = try await writer.append(entry(caller)) }
                }
            }
            for _ in 0..<20 {
                let least = try await writer.append([7]) + 1
                async let one = writer.publish().checkpoint.size
                async let two = writer.publish().checkpoint.size
                let sizes = try await [one, two]
                #expect(sizes.allSatisfy { $0 >= least })
            }
            isOver.change { $0 = true }
            try await group.waitForAll()
        }
        try await writer.close()
        #expect(try log.audit().problems == [])
    }

    /// A witness who answers when the test lets it.
    private final class SlowWitness: CheckpointCosigner {
        let asked = AsyncStream<Int>.makeStream()
        let answers = AsyncStream<Void>.makeStream()

        func cosignatures(
            on checkpoint: SignedCheckpoint, proof: @escaping @Sendable (Int) throws -> ConsistencyProof
        ) async -> [NoteSignature] {
            asked.continuation.yield(checkpoint.checkpoint.size)
            var answers = answers.stream.makeAsyncIterator()
            _ = await answers.next()
            return []
        }
    }

    @Test("closing while a witness thinks waits for it, and what came meanwhile is published too")
    func closingWithWitness() async throws {
        let log = try TemporaryLog()
        let witness = SlowWitness()
        let writer = try LogWriter(log.path, key: log.key, witnesses: .init(witness), publicationDelay: .never)
        var asked = witness.asked.stream.makeAsyncIterator()
        for index in 0..<10 { _ = try await writer.append(entry(index)) }
        async let first = writer.publish().checkpoint.size
        #expect(await asked.next() == 10)
        for index in 10..<30 { #expect(try await writer.append(entry(index)) == index) }
        async let second = writer.publish().checkpoint.size
        async let closed: Void = writer.close()
        #expect(throws: LogError(.locked, "")) { try log.open() }
        witness.answers.continuation.yield()
        #expect(try await first == 10)
        #expect(await asked.next() == 30)
        witness.answers.continuation.yield()
        // The last one has nothing new to ask about.
        #expect(try await second == 30)
        try await closed
        try await log.open().close()
        #expect(try log.audit().entries == 30)
    }

    @Test("what comes while witnesses think is published by itself afterwards")
    func duringAsking() async throws {
        let log = try TemporaryLog()
        let witness = SlowWitness()
        let writer = try LogWriter(
            log.path, key: log.key, witnesses: .init(witness), publicationDelay: .milliseconds(1))
        var asked = witness.asked.stream.makeAsyncIterator()
        _ = try await writer.append([1])
        #expect(await asked.next() == 1)
        _ = try await writer.append([2])
        try await Task.sleep(for: .milliseconds(50))
        witness.answers.continuation.yield()
        #expect(await asked.next() == 2)
        witness.answers.continuation.yield()
        try await writer.close()
    }

    @Test("a journal that cannot be begun anew is used on, and begun anew when it can be")
    func journalInTheWay() async throws {
        let log = try TemporaryLog()
        let writer = try log.open()
        let obstacle = log.path + "/journal.new"
        try FileManager.default.createDirectory(atPath: obstacle, withIntermediateDirectories: true)
        let large = [UInt8](repeating: 5, count: 60_000)
        func journalSize() throws -> Int {
            let status = try FileManager.default.attributesOfItem(atPath: log.path + "/journal")
            return try #require(status[.size] as? Int)
        }
        for index in 0..<100 { #expect(try await writer.append(large) == index) }
        #expect(try await writer.publish().checkpoint.size == 100)
        #expect(try journalSize() > 6_000_000)
        #expect(try await writer.append([1]) == 100)
        try FileManager.default.removeItem(atPath: obstacle)
        #expect(try await writer.publish().checkpoint.size == 101)
        #expect(try journalSize() < 2 << 20)
        #expect(try await writer.append([2]) == 101)
        try await writer.close()
        #expect(try log.audit().entries == 102)
    }

    @Test("a reader never sees a false alarm while the log grows under it")
    func readers() async throws {
        let log = try TemporaryLog()
        let writer = try log.open(publishing: true)
        let isOver = Shared(false)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    for number in 0..<2000 { _ = try await writer.append(entry(number)) }
                }
            }
            let audits = Task {
                var sizes: [Int] = []
                while !isOver.get() {
                    let report = try log.audit()
                    #expect(report.problems == [])
                    sizes.append(report.entries)
                }
                return sizes
            }
            try await group.waitForAll()
            isOver.change { $0 = true }
            #expect(try await Set(audits.value).count > 3)
        }
        try await writer.close()
        #expect(try log.audit().entries == 8000)
    }
}
