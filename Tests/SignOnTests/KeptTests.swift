import Foundation
import SignOn
import Synchronization
import Testing
import Vocabulary

@Suite("What is kept of a provider's answers")
struct KeptTests {
    @Test("is fresh for its lifetime, and old before its time; a pause is between two tries")
    func time() {
        let time = KeepingTime(lifetime: 600, pause: 60)
        for (seconds, fresh, renewable) in [
            (0.0, true, false), (59, true, false), (60, true, true), (599, true, true), (600, false, true),
            (1e9, false, true),
            (-1, false, true),
        ] {
            let then = Samples.moment.addingTimeInterval(-seconds)
            #expect(time.isFresh(fetched: then, at: Samples.moment) == fresh)
            #expect(time.mayRenew(tried: then, at: Samples.moment) == renewable)
        }
    }

    @Test("is fetched by one of many, as often as its time says, and not used when it is old")
    func fetching() async throws {
        let clock = TestClock(Samples.moment)
        let count = Mutex(0)
        let fails = Mutex(false)
        let kept = Kept(KeepingTime(lifetime: 600, pause: 60), now: { clock.now }) { () async throws(Failure) -> Int in
            try? await Task.sleep(for: .milliseconds(20))
            if fails.withLock(\.self) { throw Failure(.signOnProvider, "Away.", remedy: "Wait.") }
            return count.withLock {
                $0 += 1
                return $0
            }
        }
        func many(_ body: @escaping @Sendable () async throws -> Int) async throws -> Set<Int> {
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<50 { group.addTask { try await body() } }
                return try await group.reduce(into: []) { $0.insert($1) }
            }
        }
        #expect(try await many { try await kept.value() } == [1])
        #expect(try await many { try await kept.renewed() } == [1])
        clock.advance(60)
        #expect(try await many { try await kept.renewed() } == [2])
        clock.advance(599)
        #expect(try await kept.value() == 2)
        fails.withLock { $0 = true }
        #expect(await code { _ = try await kept.renewed() } == "sign-on.provider")
        #expect(try await kept.value() == 2)
        clock.advance(1)
        #expect(await code { _ = try await kept.value() } == "sign-on.provider")
        fails.withLock { $0 = false }
        #expect(try await many { try await kept.value() } == [3])
        clock.advance(-3600)
        #expect(try await kept.value() == 4)
    }
}
