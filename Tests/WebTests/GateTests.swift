import Synchronization
import Testing
import Vocabulary
import Web

@Suite("A server that is asked too much says so")
struct GateTests {
    private final class Peak: Sendable {
        private let counts = Mutex((now: 0, most: 0))
        var most: Int { counts.withLock { $0.most } }
        func enter() { counts.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }
        func leave() { counts.withLock { $0.now -= 1 } }
    }

    @Test("so many run at once, so many wait, the rest is turned away, and nobody is forgotten")
    func crowd() async {
        let gate = Gate(running: 3, waiting: 5)
        let peak = Peak()
        let outcomes = await withTaskGroup(of: String.self) { group in
            for _ in 0..<40 {
                group.addTask {
                    do {
                        try await gate.pass {
                            peak.enter()
                            try await Task.sleep(for: .milliseconds(200))
                            peak.leave()
                        }
                        return "passed"
                    } catch { return (error as? Failure)?.code.name ?? "\(error)" }
                }
            }
            return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        }
        #expect(outcomes == ["passed": 8, "server.busy": 32])
        #expect(peak.most == 3)
        #expect(gate.load == (0, 0))
    }

    @Test("whoever waits and goes leaves the line, and takes nobody's place")
    func gone() async throws {
        let gate = Gate(running: 1, waiting: 4)
        let (end, ending) = AsyncStream.makeStream(of: Void.self)
        let holder = Task { try await gate.pass { for await _ in end {} } }
        while gate.load.running == 0 { await Task.yield() }
        let waiting = (0..<4).map { _ in Task { try await gate.pass {} } }
        while gate.load.waiting < 4 { await Task.yield() }
        waiting[0].cancel()
        waiting[2].cancel()
        while gate.load.waiting > 2 { await Task.yield() }
        ending.finish()
        var ends: [Bool] = []
        for task in waiting { ends.append((try? await task.value) != nil) }
        try await holder.value
        #expect(ends == [false, true, false, true])
        #expect(gate.load == (0, 0))
    }

    @Test("a bucket gives so many, and fills as time passes; one caller's is not another's")
    func bucket() throws {
        let limit = RateLimit(most: 3, each: .seconds(60))
        let start = ContinuousClock.now
        for _ in 0..<3 { try limit.take("a", at: start) }
        #expect(throws: (any Error).self) { try limit.take("a", at: start) }
        try limit.take("b", at: start)
        #expect(throws: (any Error).self) { try limit.take("a", at: start + .seconds(19)) }
        try limit.take("a", at: start + .seconds(20))
        #expect(throws: (any Error).self) { try limit.take("a", at: start + .seconds(21)) }
        for _ in 0..<3 { try limit.take("a", at: start + .seconds(600)) }
    }
}
