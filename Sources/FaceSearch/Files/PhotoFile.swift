import Foundation
import Photos
import SystemPackage
import Vocabulary

/// Reads a photo's file as what it is: possibly hostile, possibly changing while it is read.
enum PhotoFile {
    /// - Throws: `file.unreadable`, `file.special`, `file.symlink`, `photo.too-large`.
    static func read(_ path: FilePath) throws -> [UInt8] {
        // O_NONBLOCK: opening a FIFO would wait for its other end. O_NOFOLLOW: a link may have taken the file's place.
        let descriptor = path.withPlatformString { open($0, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) }
        guard descriptor >= 0 else { throw unreadable }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw unreadable }
        guard status.st_mode & S_IFMT == S_IFREG else { throw special }
        guard status.st_size <= Photo.mostBytes else { throw tooLarge }
        return try readAll(descriptor, expected: Int(status.st_size))
    }

    /// The first bytes of a file, enough to tell a photo from something else; empty when it cannot be read.
    static func firstBytes(_ path: FilePath) -> [UInt8] {
        let descriptor = path.withPlatformString { open($0, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) }
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        return [UInt8](unsafeUninitializedCapacity: 16) { buffer, count in
            count = max(0, Foundation.read(descriptor, buffer.baseAddress, buffer.count))
        }
    }

    private static func readAll(_ descriptor: Int32, expected: Int) throws -> [UInt8] {
        // One byte more than expected shows whether the file grew meanwhile.
        let bytes = try [UInt8](unsafeUninitializedCapacity: expected + 1) { buffer, count in
            count = 0
            while count < buffer.count {
                let got = Foundation.read(descriptor, buffer.baseAddress! + count, buffer.count - count)
                if got == 0 { break }
                if got < 0, errno == EINTR { continue }
                guard got > 0 else { throw unreadable }
                count += got
            }
        }
        guard bytes.count == expected else {
            throw Failure(
                .fileUnreadable, "The file changed while it was read.", remedy: "Index again when it is at rest.")
        }
        return bytes
    }

    static let unreadable = Failure(
        .fileUnreadable, "The file cannot be read.", remedy: "Give this account permission to read it; check the disk.")
    static let special = Failure(
        .fileSpecial, "Not a file but a folder, a pipe, a socket or a device.",
        remedy: "Leave it out, or copy its content to a file.")
    private static let tooLarge = Failure(
        .photoTooLarge, "The file has more than \(Photo.mostBytes >> 20) MiB.",
        remedy: "Reduce it first; it was not decoded.")
}
