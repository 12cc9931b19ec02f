import Foundation

/// Copies a log's public files into a folder of an auditor's: exactly those of one checkpoint.
public enum LogExport {
    /// - Parameters:
    ///   - checkpoint: of the log, whose signature the caller has verified. The files are not; ``LogAudit`` does that.
    ///   - folder: made when it is missing; must be empty.
    ///   - progress: told the files that were written, and how many there will be.
    /// - Throws: ``LogError`` `log.exists` when the folder holds anything, `log.damaged`, `log.storage`, also when
    ///   it has no name.
    public static func write(
        _ log: PublishedLog, _ checkpoint: SignedCheckpoint, to folder: String,
        progress: (Int, Int) throws -> Void = { _, _ in }
    ) throws {
        guard !folder.isEmpty else { throw LogError(.storage, "the folder to export to has no name") }
        if let present = try? FileManager.default.contentsOfDirectory(atPath: folder), !present.isEmpty {
            throw LogError(.exists, "the folder to export to is not empty")
        }
        let size = checkpoint.checkpoint.size
        let total = (0..<Tile.levels(ofSize: size)).reduce(0) {
            $0 + Self.tiles(level: $1, ofSize: size).count * ($1 == 0 ? 2 : 1)
        }
        var done = 0
        var folders: Set<String> = []
        func write(_ file: PublishedFile) throws {
            let path = folder + "/" + file.path
            try DurableFile.write(log.bytes(of: file), to: path)
            folders.insert(DurableFile.parent(path))
            done += 1
            try progress(done, total)
        }
        for level in 0..<Tile.levels(ofSize: size) {
            let (full, rest) = Tile.extent(level: level, ofSize: size)
            for index in Self.tiles(level: level, ofSize: size) {
                let count = index < full ? Tile.width : rest
                if level == 0 { try write(.entries(index, count: count)) }
                try write(.tile(Tile(level: level, index: index, count: count)))
            }
        }
        for folder in folders { try DurableFile.flushFolder(folder) }
        // Last: a folder with a checkpoint is a whole one.
        try DurableFile.write(checkpoint.serialised(), to: folder + "/" + LogFolder.checkpoint)
        try DurableFile.flushFolder(folder)
    }

    private static func tiles(level: Int, ofSize size: Int) -> Range<Int> {
        let (full, rest) = Tile.extent(level: level, ofSize: size)
        return 0..<(rest > 0 ? full + 1 : full)
    }
}

/// One of a log's public files.
enum PublishedFile: Hashable, Sendable {
    case tile(Tile)
    case entries(Int, count: Int)

    var path: String {
        switch self {
        case .tile(let tile): tile.path
        case .entries(let index, let count): Tile.entriesPath(index, count: count)
        }
    }
}

extension PublishedLog {
    func bytes(of file: PublishedFile) throws -> [UInt8] {
        switch file {
        case .tile(let tile): try HashTile.serialise(hashes(of: tile))
        case .entries(let index, let count): try EntryBundle.serialise(entries(ofBundle: index, count: count))
        }
    }
}
