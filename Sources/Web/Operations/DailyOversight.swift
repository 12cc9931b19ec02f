import FaceSearch
import Foundation
import Logging
import Oversight
import ServiceLifecycle
import Vocabulary

/// Reads the log once, so that no overseer waits for it, and applies the rules of misuse each day; looks each minute whether
/// witnesses still cosign.
struct DailyOversight: Service {
    let home: Home
    let history: HistoryKeeper
    let logger: Logger

    func run() async throws {
        await withTaskExecutorPreference(WorkThreads.shared) { await work() }
    }

    private func work() async {
        await cancelWhenGracefulShutdown {
            var checked: ContinuousClock.Instant?
            var isAlarmed = false
            while !Task.isCancelled {
                if checked.map({ .now - $0 >= .seconds(86_400) }) ?? true {
                    checked = .now
                    await checkSignals()
                }
                isAlarmed = lookAtWitnesses(wasAlarmed: isAlarmed)
                try? await Task.sleep(for: .seconds(60))
            }
        }
    }

    private func checkSignals() async {
        do {
            let check = try await history.checkSignals(in: home, as: nil)
            logger.info("signals", metadata: ["raised": "\(check.raised)", "reopened": "\(check.reopened)"])
        } catch  where Task.isCancelled {
            // The next start checks again.
        } catch {
            logger.warning("signals failed", metadata: ["code": "\(FailureAnswer(error).failure.code.name)"])
        }
    }

    private func lookAtWitnesses(wasAlarmed: Bool) -> Bool {
        do {
            let status = try home.witnessStatus(as: nil)
            let isAlarming = status.isAlarming(at: Date())
            if isAlarming, !wasAlarmed {
                logger.error(
                    "the log is not cosigned",
                    metadata: ["cosigned": "\(status.cosignedSize)", "size": "\(status.size)"])
            }
            return isAlarming
        } catch {
            logger.warning("witnesses", metadata: ["code": "\(FailureAnswer(error).failure.code.name)"])
            return wasAlarmed
        }
    }
}
