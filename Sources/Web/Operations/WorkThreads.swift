import NIOCore
import NIOPosix

/// Threads on which requests are worked on: decoding a picture, waiting for the disk and comparing keep one for themselves
/// as long as they take. The few threads that the language has for everything else stay free to answer `/livez`.
final class WorkThreads: TaskExecutor {
    static let shared = WorkThreads()

    private let pool = NIOThreadPool._makePerpetualStartedPool(
        numberOfThreads: max(8, 4 * System.coreCount), threadNamePrefix: "desk-")

    func enqueue(_ job: UnownedJob) {
        pool.submit { _ in job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
