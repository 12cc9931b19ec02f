import Foundation

/// Tells other processes that something is under way, while it lives: the system lets go of the lock on its file when the process
/// ends, however it ends. Any number may be present at once.
final class Presence: Sendable {
    private let descriptor: Int32

    /// Waits while somebody makes sure that nobody is present.
    /// - Throws: `home.unusable`.
    static func shown(at file: URL) async throws -> Presence {
        while true {
            if let presence = try Presence(file, LOCK_SH) { return presence }
            // Not in flock: whoever makes sure may need this very thread.
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Holds others back while what it returns lives. Nil when somebody is present.
    /// - Throws: `home.unusable`.
    static func nobody(at file: URL) throws -> Presence? { try Presence(file, LOCK_EX) }

    /// Nil when the lock is not to be had.
    private init?(_ file: URL, _ operation: Int32) throws {
        let opened = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard opened >= 0 else { throw Home.unusable }
        guard flock(opened, operation | LOCK_NB) == 0 else {
            close(opened)
            return nil
        }
        // Last: once it is set, `deinit` closes it, whatever this returns.
        descriptor = opened
    }

    deinit { close(descriptor) }
}
