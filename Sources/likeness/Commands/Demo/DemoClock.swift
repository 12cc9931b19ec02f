import Foundation
import Synchronization

/// A clock that begins in the past and is moved to the present: two months pass in a minute.
final class DemoClock: Sendable {
    private let behind: Mutex<TimeInterval>

    init(days: Double) { behind = Mutex(days * 86_400) }

    var now: Date { Date().addingTimeInterval(-behind.withLock { $0 }) }

    func pass(hours: Double) { behind.withLock { $0 = max(0, $0 - hours * 3600) } }

    /// The machine's time from now on.
    func catchUp() { behind.withLock { $0 = 0 } }
}
