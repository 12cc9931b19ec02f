import Foundation
import SystemPackage
import Vocabulary

/// Every regular file below some paths, one at a time, in the order of their names.
///
/// Symbolic links, FIFOs, sockets and devices are told as skipped, never opened; so are folders that cannot be read. A
/// file is looked at by `lstat`, so nothing outside the named folders can be reached.
struct FolderWalk {
    enum Step {
        case file(FoundFile)
        case skipped(SkippedFile)
    }

    private var pending: [FilePath]

    init(_ roots: [FilePath]) { pending = roots.reversed() }

    mutating func next() -> Step? {
        while let path = pending.popLast() {
            var status = stat()
            guard path.withPlatformString({ lstat($0, &status) }) == 0 else {
                return .skipped(SkippedFile(path: path, failure: PhotoFile.unreadable))
            }
            switch status.st_mode & S_IFMT {
            case S_IFREG:
                let modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
                return .file(FoundFile(path: path, byteCount: Int(status.st_size), modified: modified))
            case S_IFDIR:
                guard let names = Self.entries(of: path) else {
                    return .skipped(SkippedFile(path: path, failure: Self.folderUnreadable))
                }
                pending += names.reversed().map { path.appending($0) }
            case S_IFLNK:
                return .skipped(SkippedFile(path: path, failure: Self.symlink))
            default:
                return .skipped(SkippedFile(path: path, failure: PhotoFile.special))
            }
        }
        return nil
    }

    /// Names in a folder, sorted by their bytes; nil when it cannot be read.
    private static func entries(of folder: FilePath) -> [FilePath.Component]? {
        guard let stream = folder.withPlatformString({ opendir($0) }) else { return nil }
        defer { closedir(stream) }
        var names: [[UInt8]] = []
        while let entry = readdir(stream) {
            names.append(withUnsafeBytes(of: &entry.pointee.d_name) { name in Array(name.prefix { $0 != 0 }) })
        }
        return names.sorted { $0.lexicographicallyPrecedes($1) }.compactMap { name in
            let component = (name + [0]).withUnsafeBytes {
                FilePath.Component(platformString: $0.baseAddress!.assumingMemoryBound(to: CChar.self))
            }
            return component?.kind == .regular ? component : nil
        }
    }

    private static let folderUnreadable = Failure(
        .folderUnreadable, "The folder cannot be read.", remedy: "Give this account permission to read it.")
    private static let symlink = Failure(
        .fileSymlink, "A symbolic link, which is not followed.", remedy: "Name the folder or file that it points to.")
}
