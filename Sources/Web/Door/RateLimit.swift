import Synchronization
import Vocabulary

/// How often somebody may do something: a bucket of tokens each, which fills as time passes.
package final class RateLimit: Sendable {
    private struct Bucket {
        var tokens: Double
        var filled: ContinuousClock.Instant
    }

    /// More callers than this are not told apart: the ones that were longest away are forgotten first.
    private static let mostCallers = 10_000

    private let most: Double
    private let perSecond: Double
    private let buckets = Mutex<[String: Bucket]>([:])

    /// - Parameters:
    ///   - most: in a row.
    ///   - period: in which as many become free again.
    package init(most: Int, each period: Duration) {
        self.most = Double(most)
        perSecond = Double(most) / period.inSeconds
    }

    /// - Throws: `server.too-often`.
    package func take(_ caller: String, at now: ContinuousClock.Instant = .now) throws {
        let isFree = buckets.withLock { buckets in
            var bucket = buckets[caller] ?? Bucket(tokens: most, filled: now)
            bucket.tokens = min(most, bucket.tokens + (now - bucket.filled).inSeconds * perSecond)
            bucket.filled = now
            let isFree = bucket.tokens >= 1
            if isFree { bucket.tokens -= 1 }
            buckets[caller] = bucket
            if buckets.count > Self.mostCallers, let oldest = buckets.min(by: { $0.value.filled < $1.value.filled }) {
                buckets[oldest.key] = nil
            }
            return isFree
        }
        guard isFree else {
            throw Failure(.serverTooOften, "That was asked too often in a short time.", remedy: "Wait a minute.")
        }
    }
}

extension Duration {
    var inSeconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) / 1e18
    }
}
