import Foundation
import Glibc
import Logging
import ServiceLifecycle
import UnixSignals
import Vocabulary

/// Takes the certificate anew on SIGHUP, and within a minute of its files' change.
///
/// Without a certificate SIGHUP does nothing; but when it comes because the terminal has gone that the server was started
/// in, the server stops as by SIGTERM.
struct CertificateRenewal: Service {
    let certificate: ServedCertificate?
    let hangups: UnixSignalsSequence
    let logger: Logger

    func run() async throws {
        let hadTerminal = Self.hasTerminal
        await cancelWhenGracefulShutdown {
            await withTaskGroup { group in
                group.addTask {
                    for await _ in hangups {
                        if hadTerminal, !Self.hasTerminal { kill(getpid(), SIGTERM) }
                        renew { certificate in
                            try certificate.reload()
                            return true
                        }
                    }
                }
                group.addTask {
                    while (try? await Task.sleep(for: .seconds(60))) != nil {
                        renew { certificate in try certificate.reloadIfChanged() }
                    }
                }
            }
        }
    }

    private static var hasTerminal: Bool { isatty(STDIN_FILENO) == 1 }

    private func renew(_ reload: (ServedCertificate) throws -> Bool) {
        guard let certificate else { return }
        do {
            if try reload(certificate) { logger.notice("certificate loaded") }
        } catch {
            let failure = FailureAnswer(error).failure
            logger.error(
                "certificate not loaded; the one before is kept",
                metadata: ["code": "\(failure.code.name)", "reason": "\(failure.reason)"])
        }
    }
}
