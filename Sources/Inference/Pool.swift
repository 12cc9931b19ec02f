import Synchronization

/// Things of which each is used by one task at a time; who comes too late waits in line.
final class Pool<Item: Sendable>: Sendable {
    private struct State {
        var free: [Item]
        var waiting: [CheckedContinuation<Item, Never>] = []
    }

    private let state: Mutex<State>

    init(_ items: [Item]) { state = Mutex(State(free: items)) }

    func take() async -> Item {
        await withCheckedContinuation { continuation in
            let item: Item? = state.withLock { state in
                if let item = state.free.popLast() { return item }
                state.waiting.append(continuation)
                return nil
            }
            if let item { continuation.resume(returning: item) }
        }
    }

    func giveBack(_ item: Item) {
        let next: CheckedContinuation<Item, Never>? = state.withLock { state in
            if state.waiting.isEmpty {
                state.free.append(item)
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume(returning: item)
    }

    /// Lets go of all free items.
    func drain() { state.withLock { $0.free.removeAll() } }
}
