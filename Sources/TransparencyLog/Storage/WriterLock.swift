import Foundation

/// Holds a log, or a witness's store, for writing: one process at a time. Ends with the process, however it ends.
package final class WriterLock: Sendable {
    private let file: Int32

    /// - Throws: ``LogError`` `log.locked`, `log.storage`.
    package init(_ path: String) throws {
        let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard opened >= 0 else { throw DurableFile.failed("locking", path) }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            let isHeld = errno == EWOULDBLOCK
            close(opened)
            throw isHeld ? LogError(.locked, "another process writes here") : DurableFile.failed("locking", path)
        }
        // Last: once it is set, `deinit` closes it, whatever this throws.
        file = opened
    }

    /// Lets others in. Not by closing alone: a child process that is being started may have the file open for an instant.
    package func release() { flock(file, LOCK_UN) }

    deinit {
        release()
        close(file)
    }
}
