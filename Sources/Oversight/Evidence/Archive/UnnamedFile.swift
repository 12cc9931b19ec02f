import Foundation

/// A file without a name: its bytes are gone from the folder with whoever holds it, also when the process is killed.
final class UnnamedFile: Sendable {
    /// For reading and writing.
    let descriptor: Int32

    /// Nil when none can be made there.
    init?(in folder: URL) {
        let path = folder.appending(path: ".\(UUID().uuidString)").path
        let opened = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard opened >= 0 else { return nil }
        // Before there is a byte in it.
        guard unlink(path) == 0 else {
            close(opened)
            return nil
        }
        descriptor = opened
    }

    deinit { close(descriptor) }

    /// Some bytes from a place on; nil when they cannot be read.
    func read(_ count: Int, at place: Int) -> [UInt8]? {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let taken = pread(descriptor, buffer.baseAddress! + filled, count - filled, off_t(place + filled))
                if taken < 0, errno == EINTR { continue }
                guard taken > 0 else {
                    failed = true
                    return
                }
                filled += taken
            }
        }
        return failed ? nil : bytes
    }
}
