import FaceAnalysis
import FaceSearch
import Logging
import ServiceLifecycle
import Vocabulary

/// Keeps the templates in memory from the start, and lets go of what others erased, though nobody searches.
struct ResidentGallery: Service {
    let home: Home
    let analyzer: FaceAnalyzer
    let logger: Logger

    func run() async throws {
        await withTaskExecutorPreference(WorkThreads.shared) { await work() }
    }

    private func work() async {
        await cancelWhenGracefulShutdown {
            attempt { try home.prepareToSearch(model: analyzer.model, templateLength: analyzer.templateLength) }
            while true {
                try? await Task.sleep(for: .seconds(5))
                if Task.isCancelled { return }
                attempt { try home.letGoOfRemovedTemplates() }
            }
        }
    }

    /// A search finds out for itself what is wrong with the gallery, and says so.
    private func attempt(_ work: () throws -> Void) {
        do { try work() } catch {
            logger.error("gallery", metadata: ["code": "\(FailureAnswer(error).failure.code.name)"])
        }
    }
}
