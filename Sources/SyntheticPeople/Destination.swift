import Foundation
import Vocabulary

/// The folder that a set is written into.
struct Destination: Sendable {
    private let folder: URL

    init(_ folder: URL) { self.folder = folder }

    /// Makes the folder and its subfolders, and refuses one that holds anything else.
    func prepare(for set: PhotoSet, replacing: Bool) throws {
        let present = files()
        let own = Set(set.photos.map(\.path) + [FaceTruth.fileName])
        guard present.isEmpty || (replacing && present.allSatisfy(own.contains)) else {
            throw Failure(
                .folderNotEmpty, "The folder already holds files that these photos would be mixed with.",
                remedy: "Name a new or an empty folder.")
        }
        try unwritable {
            for path in own {
                try FileManager.default.createDirectory(
                    at: folder.appending(path: path).deletingLastPathComponent(), withIntermediateDirectories: true)
            }
        }
    }

    func write(_ bytes: [UInt8], to path: String) throws {
        try unwritable { try Data(bytes).write(to: folder.appending(path: path), options: .atomic) }
    }

    /// Everything below the folder that is not itself a folder, relative to it.
    private func files() -> [String] {
        let manager = FileManager.default
        guard let found = manager.enumerator(atPath: folder.path) else { return [] }
        return found.compactMap { $0 as? String }.filter { path in
            var isFolder: ObjCBool = false
            return manager.fileExists(atPath: folder.appending(path: path).path, isDirectory: &isFolder)
                && !isFolder.boolValue
        }
    }

    private func unwritable(_ work: () throws -> Void) throws {
        do {
            try work()
        } catch {
            throw Failure(
                .folderUnwritable, "The folder for the photos cannot be written.",
                remedy: "Check that its disk has room and that you may write there.")
        }
    }
}
