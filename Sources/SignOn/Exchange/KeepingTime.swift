package import Foundation

/// How long something fetched is kept, and how soon it may be fetched anew before that.
package struct KeepingTime: Sendable {
    package let lifetime: TimeInterval
    /// Seconds from one try to the next.
    package let pause: TimeInterval

    package init(lifetime: TimeInterval, pause: TimeInterval) {
        self.lifetime = lifetime
        self.pause = pause
    }

    package static let metadata = KeepingTime(lifetime: 3600, pause: 60)
    /// A key that a provider takes back is trusted no longer than this.
    package static let keys = KeepingTime(lifetime: 600, pause: 60)

    /// A clock that was set back makes everything old.
    package func isFresh(fetched: Date, at now: Date) -> Bool {
        (0..<lifetime).contains(now.timeIntervalSince(fetched))
    }

    package func mayRenew(tried: Date, at now: Date) -> Bool {
        !(0..<pause).contains(now.timeIntervalSince(tried))
    }
}
