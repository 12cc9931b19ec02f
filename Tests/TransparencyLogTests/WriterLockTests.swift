import Foundation
import Synchronization
import Testing
import TransparencyLog

@Suite("The lock of whoever writes")
struct WriterLockTests {
    @Test("one that is not to be had closes its own file once, and nobody else's")
    func closesItsOwn() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "log-lock-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let held = try WriterLock(path)
        let lost = Counter()
        DispatchQueue.concurrentPerform(iterations: 3) { number in
            for _ in 0..<60_000 {
                if number == 0 {
                    _ = try? WriterLock(path)
                } else {
                    // Gets the number that the other has just closed; a second closing would be of this one.
                    let own = open("/dev/null", O_RDONLY | O_CLOEXEC)
                    sched_yield()
                    if close(own) != 0 { lost.add() }
                }
            }
        }
        withExtendedLifetime(held) {}
        #expect(lost.count == 0)
    }
}

private final class Counter: Sendable {
    private let value = Mutex(0)
    var count: Int { value.withLock { $0 } }
    func add() { value.withLock { $0 += 1 } }
}
