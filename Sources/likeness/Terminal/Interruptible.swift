import Dispatch
import Foundation

/// Work that Control-C stops cleanly: the first asks it to finish what it holds, a second ends the program at once.
enum Interruptible {
    static func run<Result: Sendable>(_ work: @escaping @Sendable () async throws -> Result) async throws -> Result {
        let task = Task { try await work() }
        signal(SIGINT, SIG_IGN)
        let interrupts = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        interrupts.setEventHandler {
            task.cancel()
            signal(SIGINT, SIG_DFL)
        }
        interrupts.resume()
        defer { interrupts.cancel() }
        return try await task.value
    }
}
