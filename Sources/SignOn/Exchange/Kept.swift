package import Foundation
package import Vocabulary

/// Something of a provider's that is fetched when it is needed, and kept for a while. Of many who need it at once, one fetches.
package actor Kept<Value: Sendable> {
    private let time: KeepingTime
    private let now: @Sendable () -> Date
    private let fetch: @Sendable () async throws(Failure) -> Value
    private var kept: (value: Value, fetched: Date)?
    private var tried = Date.distantPast
    private var underWay: Task<Result<Value, Failure>, Never>?

    package init(
        _ time: KeepingTime, now: @escaping @Sendable () -> Date,
        fetch: @escaping @Sendable () async throws(Failure) -> Value
    ) {
        self.time = time
        self.now = now
        self.fetch = fetch
    }

    /// - Throws: what fetching throws. What is too old is not used, even when nothing newer is to be had.
    package func value() async throws(Failure) -> Value {
        if let kept, time.isFresh(fetched: kept.fetched, at: now()) { return kept.value }
        return try await fetched()
    }

    /// For whoever misses something in ``value()``: fetched anew, unless that was tried a moment ago.
    package func renewed() async throws(Failure) -> Value {
        if underWay == nil, let kept, !time.mayRenew(tried: tried, at: now()) { return kept.value }
        return try await fetched()
    }

    private func fetched() async throws(Failure) -> Value {
        if let underWay { return try await underWay.value.get() }
        let started = now()
        tried = started
        // A task of its own: whoever asked first may go away.
        let task = Task { [fetch] () -> Result<Value, Failure> in
            do throws(Failure) { return .success(try await fetch()) } catch { return .failure(error) }
        }
        underWay = task
        let result = await task.value
        underWay = nil
        if case .success(let value) = result { kept = (value, started) }
        return try result.get()
    }
}
