import Foundation
import Synchronization

/// A clock that begins in the past and is moved to the present: two months pass in a minute.
final class DemoClock: Sendable {
    private let behind: Mutex<TimeInterval>

    init(days: Double) { behind = Mutex(days * 86_400) }

    var now: Date { Date().addingTimeInterval(-behind.withLock { $0 }) }

    func pass(hours: Double) { behind.withLock { $0 = max(0, $0 - hours * 3600) } }

    /// On to eight in the morning (UTC) of the first working day after so many hours: who searches at night is noticed.
    func passToMorning(afterHours hours: Double) {
        let (start, day) = (now.timeIntervalSince1970, TimeInterval(86_400))
        var days = ((start + hours * 3600 - 8 * 3600) / day).rounded(.up)
        // The day 0 was a Thursday.
        while [2, 3].contains(Int(days) % 7) { days += 1 }
        pass(hours: (days * day + 8 * 3600 - start) / 3600)
    }

    /// The machine's time from now on.
    func catchUp() { behind.withLock { $0 = 0 } }
}
