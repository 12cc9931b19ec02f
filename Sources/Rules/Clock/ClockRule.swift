public import Foundation
public import Vocabulary

/// Decisions are made at the system clock's time, and that never runs backwards here: what has expired stays so.
public enum ClockRule {
    /// Seconds that a clock may be set back, as time servers do, without anybody having to act.
    public static let tolerance: TimeInterval = 120

    /// The moment to decide at: `now`, or the latest moment recorded when the clock was set back within the tolerance.
    /// - Parameter latestRecorded: the latest moment that the home has recorded of anything; nil when there is none.
    /// - Throws: `clock.behind`.
    public static func moment(now: Date, latestRecorded: Date?) throws(Failure) -> Date {
        guard let latestRecorded else { return now }
        // Compared as a number: a date that is none would pass as later than any.
        guard now.timeIntervalSince(latestRecorded) >= -tolerance else {
            throw Failure(
                .clockBehind,
                "This machine's clock is before the latest moment that was recorded here, by more than two minutes.",
                remedy: "Set the clock. If it had been ahead by mistake, an administrator accepts the present time: "
                    + "`likeness clock accept`.")
        }
        return max(now, latestRecorded)
    }
}
