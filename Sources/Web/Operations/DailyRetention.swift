import FaceSearch
import Logging
import Records
import ServiceLifecycle
import Vocabulary

/// Erases each day what was kept as long as it may be. A run that fails, because somebody indexes for instance, is made up for
/// an hour later.
struct DailyRetention: Service {
    let home: Home
    let logger: Logger

    func run() async throws {
        await withTaskExecutorPreference(WorkThreads.shared) { await work() }
    }

    private func work() async {
        await cancelWhenGracefulShutdown {
            while true {
                let isDone = await runOnce()
                try? await Task.sleep(for: isDone ? .seconds(86_400) : .seconds(3600))
                if Task.isCancelled { return }
            }
        }
    }

    private func runOnce() async -> Bool {
        do {
            let report = try await home.runDueRetention()
            logger.info(
                "retention",
                metadata: [
                    "photos": "\(report.total.photos)", "probes": "\(report.probes)", "results": "\(report.results)",
                ])
            return true
        } catch {
            logger.warning("retention failed", metadata: ["code": "\(FailureAnswer(error).failure.code.name)"])
            return false
        }
    }
}
