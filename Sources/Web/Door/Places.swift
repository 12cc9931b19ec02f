import Synchronization
import Vocabulary

/// So many at a time, and nobody waits: for what takes room until its last byte is sent, however slowly that goes.
final class Places: Sendable {
    /// Kept by whoever has it; free again when nobody does.
    final class Place: Sendable {
        private let places: Places

        fileprivate init(of places: Places) { self.places = places }

        deinit { places.taken.withLock { $0 -= 1 } }
    }

    private let most: Int
    private let taken = Mutex(0)

    init(_ most: Int) { self.most = most }

    /// - Throws: `server.busy`.
    func take() throws -> Place {
        try taken.withLock { taken in
            guard taken < most else {
                throw Failure(
                    .serverBusy, "The server has as much to do as it can.", remedy: "Try again in a few seconds.")
            }
            taken += 1
        }
        return Place(of: self)
    }
}
