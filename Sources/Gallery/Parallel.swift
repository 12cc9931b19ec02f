internal import Dispatch
internal import Glibc
internal import Synchronization

/// Work that is split over the processor's cores.
enum Parallel {
    static let cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

    /// Runs `work` on up to one thread a core and returns what each made.
    ///
    /// `work` asks its argument for the next of `0..<count` until that gives nil; each is given to one thread.
    static func share<Result: Sendable>(
        _ count: Int, work: @Sendable (_ next: @Sendable () -> Int?) -> Result
    ) -> [Result] {
        let given = Atomic(0)
        let next: @Sendable () -> Int? = {
            let position = given.wrappingAdd(1, ordering: .relaxed).oldValue
            return position < count ? position : nil
        }
        let workers = min(cores, count)
        guard workers > 1 else { return [work(next)] }
        let results = Mutex<[Result]>([])
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            let result = work(next)
            results.withLock { $0.append(result) }
        }
        return results.withLock { $0 }
    }
}
