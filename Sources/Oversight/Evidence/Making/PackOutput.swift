import Crypto
import Foundation
import Vocabulary

/// Where a pack goes: a folder of its own, memory, or files that have no name.
final class PackOutput {
    private enum Place {
        case folder(String, isNew: Bool)
        case memory
        case unnamed(in: URL)
    }

    private let place: Place
    private var held: [PackFile: [UInt8]] = [:]
    /// Those without a name.
    private(set) var unnamed: [PackFile: UnnamedFile] = [:]
    private(set) var files: [PackFile: PackManifest.File] = [:]

    /// In memory; ``bytes(of:)`` has it.
    init() { place = .memory }

    /// In files of this folder that have no name; ``unnamed`` has them.
    init(unnamedIn folder: URL) { place = .unnamed(in: folder) }

    /// - Parameter path: empty, or not there yet; its files are for its owner only, as they hold personal data.
    /// - Throws: `evidence.exists`, `evidence.unwritable`.
    init(folder path: String) throws {
        if let present = try? FileManager.default.contentsOfDirectory(atPath: path) {
            guard present.isEmpty else {
                throw Failure(
                    .evidenceExists, "Something is where the pack was to be written.",
                    remedy: "Name a folder that is empty or not there yet.")
            }
            place = .folder(path, isNew: false)
        } else {
            do {
                try FileManager.default.createDirectory(
                    atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch { throw Self.unwritable }
            place = .folder(path, isNew: true)
        }
    }

    func bytes(of file: PackFile) -> [UInt8]? { held[file] }

    func write(_ bytes: [UInt8], to file: PackFile) throws { try write(to: file) { try $0(bytes) } }

    /// Writes a file in pieces.
    func write(to file: PackFile, _ body: (([UInt8]) throws -> Void) throws -> Void) throws {
        var hash = SHA256()
        var length = 0
        var waiting: [UInt8] = []
        let opened = try open(file)
        defer { if case .folder = place, let opened { close(opened) } }
        func flush() throws {
            hash.update(data: waiting)
            length += waiting.count
            if let opened { try Self.append(waiting, to: opened) } else { held[file, default: []] += waiting }
            waiting.removeAll(keepingCapacity: true)
        }
        try body { bytes in
            waiting += bytes
            if waiting.count >= 1 << 18 { try flush() }
        }
        try flush()
        if case .folder = place, let opened, fsync(opened) != 0 { throw Self.unwritable }
        files[file] = PackManifest.File(bytes: length, sha256: hexadecimal(hash.finalize()))
    }

    private func open(_ file: PackFile) throws -> Int32? {
        switch place {
        case .memory: return nil
        case .folder(let folder, _):
            let path = folder + "/" + file.rawValue
            let opened = Foundation.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard opened >= 0 else { throw Self.unwritable }
            return opened
        case .unnamed(let folder):
            guard let made = UnnamedFile(in: folder) else { throw Self.unwritable }
            unnamed[file] = made
            return made.descriptor
        }
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
        guard case .folder(let folder, _) = place else { return }
        let descriptor = Foundation.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.unwritable }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Self.unwritable }
    }

    /// Removes what was written: half a pack is of no use to anybody, and holds personal data.
    func abandon() {
        (held, unnamed) = ([:], [:])
        guard case .folder(let folder, let isNew) = place else { return }
        for file in PackFile.allCases { unlink(folder + "/" + file.rawValue) }
        if isNew { rmdir(folder) }
    }

    static let unwritable = Failure(
        .evidenceUnwritable, "The pack could not be written.",
        remedy: "Name a folder on a disk with room, that you may write to.")
}
