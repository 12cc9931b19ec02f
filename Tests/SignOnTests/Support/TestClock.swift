import Foundation
import Synchronization

/// A clock that is set by hand.
final class TestClock: Sendable {
    private let moment: Mutex<Date>

    init(_ start: Date = Date()) { moment = Mutex(start) }

    var now: Date { moment.withLock { $0 } }

    func advance(_ seconds: TimeInterval) { moment.withLock { $0 += seconds } }
}
