import Foundation
import Vocabulary

/// Held by the one process that may change a home's gallery.
/// The system lets go of it when the process ends, however it ends.
final class HomeLock: Sendable {
    private let descriptor: Int32

    /// - Throws: `home.locked`, `home.unusable`.
    init(at path: String) throws {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Home.unusable }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw Failure(
                .homeLocked, "Another process is writing to this home.",
                remedy: "Wait until it has finished, or end it; nothing of yours was lost.")
        }
    }

    /// - Throws: `home.locked`, `home.unusable`.
    convenience init(of home: Home) throws { try self.init(at: home.directory.appending(path: "lock").path) }

    deinit { close(descriptor) }
}
