import FaceSearch
import Foundation
import Synchronization
import Vocabulary

/// Index runs that were begun at the desk, so that whoever looks after a collection can watch them.
final class IndexingJobs: Sendable {
    struct Job: Sendable {
        enum End: Sendable {
            case done(IndexReport)
            case failed(Failure)
        }

        var progress = IndexProgress()
        let began = ContinuousClock.now
        let beganAt = Date()
        var end: End?
        /// How long it took, once it has ended.
        var spent: Duration?
    }

    private let jobs = Mutex<[String: Job]>([:])
    private let isStopping = Mutex(false)
    private let tasks = Mutex<[String: Task<Void, Never>]>([:])

    /// The latest of a collection.
    func job(of collection: String) -> Job? { jobs.withLock { $0[collection] } }

    /// - Parameters:
    ///   - collection: its id.
    ///   - run: one at a time; the home's lock sees to other programs.
    /// - Throws: `index.running`.
    func begin(
        _ collection: String,
        _ run: @escaping @Sendable (@escaping @Sendable (IndexProgress) -> Void) async throws -> IndexReport
    ) throws {
        guard !isStopping.withLock({ $0 }) else {
            throw Failure(.serverBusy, "The server is being stopped.", remedy: "Try again in a minute.")
        }
        let isFree = jobs.withLock { jobs in
            guard jobs.values.allSatisfy({ $0.end != nil }) else { return false }
            jobs[collection] = Job()
            return true
        }
        guard isFree else {
            throw Failure(
                .indexRunning, "An index run is under way.", remedy: "Wait until it has ended; one runs at a time.")
        }
        let task = Task(executorPreference: WorkThreads.shared) {
            let end: Job.End
            do {
                end = .done(
                    try await run { progress in self.jobs.withLock { $0[collection]?.progress = progress } })
            } catch {
                end = .failed(FailureAnswer(error).failure)
            }
            self.jobs.withLock { jobs in
                let began = jobs[collection]?.began
                jobs[collection]?.end = end
                jobs[collection]?.spent = began.map { .now - $0 }
            }
        }
        tasks.withLock { $0[collection] = task }
    }

    var isBusy: Bool { jobs.withLock { $0.values.contains { $0.end == nil } } }

    /// Ends a collection's; what was enrolled stays.
    func stop(_ collection: String) { tasks.withLock { $0[collection]?.cancel() } }

    /// Ends what runs, and begins nothing more; what was enrolled stays.
    func stop() async {
        isStopping.withLock { $0 = true }
        let running = tasks.withLock { Array($0.values) }
        for task in running { task.cancel() }
        for task in running { await task.value }
    }
}
