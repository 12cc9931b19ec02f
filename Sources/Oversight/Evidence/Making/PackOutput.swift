import Crypto
import Foundation
import Vocabulary

/// Where a pack goes: a folder of its own, or memory.
final class PackOutput {
    /// Nil: memory.
    private let folder: String?
    private let madeFolder: Bool
    private var held: [PackFile: [UInt8]] = [:]
    private(set) var files: [PackFile: PackManifest.File] = [:]

    /// In memory; ``bytes(of:)`` has it.
    init() {
        folder = nil
        madeFolder = false
    }

    /// - Parameter path: empty, or not there yet; its files are for its owner only, as they hold personal data.
    /// - Throws: `evidence.exists`, `evidence.unwritable`.
    init(folder path: String) throws {
        folder = path
        if let present = try? FileManager.default.contentsOfDirectory(atPath: path) {
            guard present.isEmpty else {
                throw Failure(
                    .evidenceExists, "Something is where the pack was to be written.",
                    remedy: "Name a folder that is empty or not there yet.")
            }
            madeFolder = false
        } else {
            do {
                try FileManager.default.createDirectory(
                    atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch { throw Self.unwritable }
            madeFolder = true
        }
    }

    func bytes(of file: PackFile) -> [UInt8]? { held[file] }

    func write(_ bytes: [UInt8], to file: PackFile) throws { try write(to: file) { try $0(bytes) } }

    /// Writes a file in pieces.
    func write(to file: PackFile, _ body: (([UInt8]) throws -> Void) throws -> Void) throws {
        var hash = SHA256()
        var length = 0
        var waiting: [UInt8] = []
        let descriptor = try folder.map { folder in
            let descriptor = open(
                folder + "/" + file.rawValue, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard descriptor >= 0 else { throw Self.unwritable }
            return descriptor
        }
        defer { if let descriptor { close(descriptor) } }
        func flush() throws {
            hash.update(data: waiting)
            length += waiting.count
            if let descriptor { try Self.append(waiting, to: descriptor) } else { held[file, default: []] += waiting }
            waiting.removeAll(keepingCapacity: true)
        }
        try body { bytes in
            waiting += bytes
            if waiting.count >= 1 << 18 { try flush() }
        }
        try flush()
        if let descriptor, fsync(descriptor) != 0 { throw Self.unwritable }
        files[file] = PackManifest.File(bytes: length, sha256: hexadecimal(hash.finalize()))
    }

    private static func append(_ bytes: [UInt8], to descriptor: Int32) throws {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress! + done, $0.count - done) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw unwritable }
            done += count
        }
    }

    /// Makes the files' names survive a loss of power.
    func finish() throws {
        guard let folder else { return }
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.unwritable }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Self.unwritable }
    }

    /// Removes what was written: half a pack is of no use to anybody, and holds personal data.
    func abandon() {
        held = [:]
        guard let folder else { return }
        for file in PackFile.allCases { unlink(folder + "/" + file.rawValue) }
        if madeFolder { rmdir(folder) }
    }

    private static let unwritable = Failure(
        .evidenceUnwritable, "The pack could not be written.",
        remedy: "Name a folder on a disk with room, that you may write to.")
}
