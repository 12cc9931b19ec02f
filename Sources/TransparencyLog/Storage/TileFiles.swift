import Foundation

/// The files of one publication: each flushed, and at the end each folder once.
struct TileFiles {
    private let folder: LogFolder
    private var folders: Set<String> = []

    init(_ folder: LogFolder) { self.folder = folder }

    mutating func write(_ bytes: [UInt8], to name: String) throws {
        let path = folder.published(name)
        try DurableFile.write(bytes, to: path)
        folders.insert(DurableFile.parent(path))
    }

    func flush() throws {
        for folder in folders { try DurableFile.flushFolder(folder) }
    }

    /// Partial tiles are kept until the full one is there: who read an older checkpoint asks for them.
    /// Those that cannot be removed only take room.
    func removePartials(of full: [String]) {
        for name in full { try? FileManager.default.removeItem(atPath: folder.published(name) + ".p") }
    }
}
