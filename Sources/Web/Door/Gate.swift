import Synchronization
import Vocabulary

/// Lets so many through at once, has so many wait in line, and turns the rest away: a server that is asked too much says so
/// instead of slowing to a halt.
package final class Gate: Sendable {
    private struct State {
        var running = 0
        var waiting: [(id: UInt64, CheckedContinuation<Bool, Never>)] = []
        var nextID: UInt64 = 0
    }

    private let most: Int
    private let mostWaiting: Int
    private let state = Mutex(State())

    package init(running: Int, waiting: Int) {
        most = running
        mostWaiting = waiting
    }

    /// How many run, and how many wait.
    package var load: (running: Int, waiting: Int) { state.withLock { ($0.running, $0.waiting.count) } }

    /// - Throws: `server.busy`, and what `body` throws; `CancellationError` when whoever waited has gone.
    package func pass<Value>(_ body: () async throws -> Value) async throws -> Value {
        try await enter()
        defer { leave() }
        return try await body()
    }

    private func enter() async throws {
        let id = state.withLock { state -> UInt64? in
            if state.running < most {
                state.running += 1
                return nil
            }
            state.nextID += 1
            return state.nextID
        }
        guard let id else { return }
        let passed = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer: Bool? = state.withLock { state in
                    if Task.isCancelled { return false }
                    if state.running < most {
                        state.running += 1
                        return true
                    }
                    guard state.waiting.count < mostWaiting else { return false }
                    state.waiting.append((id, continuation))
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            let gone = state.withLock { state in
                state.waiting.firstIndex { $0.id == id }.map { state.waiting.remove(at: $0).1 }
            }
            gone?.resume(returning: false)
        }
        if passed { return }
        try Task.checkCancellation()
        throw Failure(
            .serverBusy, "The server has as much to do as it can.", remedy: "Try again in a few seconds.")
    }

    private func leave() {
        let next = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            if state.waiting.isEmpty {
                state.running -= 1
                return nil
            }
            return state.waiting.removeFirst().1
        }
        next?.resume(returning: true)
    }
}
