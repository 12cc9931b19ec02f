import Foundation
import Vocabulary

/// Held by the one process that may change a home's gallery.
/// The system lets go of it when the process ends, however it ends.
final class HomeLock: Sendable {
    private let descriptor: Int32

    /// - Throws: `home.locked`, `home.unusable`.
    init(at path: String) throws {
        let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard opened >= 0 else { throw Home.unusable }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            close(opened)
            throw Failure(
                .homeLocked, "Another process is writing to this home.",
                remedy: "Wait until it has finished, or end it; nothing of yours was lost.")
        }
        // Last: once it is set, `deinit` closes it, whatever this throws.
        descriptor = opened
    }

    /// - Throws: `home.locked`, `home.unusable`.
    convenience init(of home: Home) throws { try self.init(at: home.directory.appending(path: "lock").path) }

    /// Waits a moment for somebody who is about to finish.
    /// - Throws: `home.locked`, `home.unusable`.
    static func taken(of home: Home) async throws -> HomeLock {
        let begun = ContinuousClock.now
        while true {
            do { return try HomeLock(of: home) } catch let failure as Failure where failure.code == .homeLocked {
                guard ContinuousClock.now - begun < .seconds(2) else { throw failure }
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    deinit { close(descriptor) }
}
