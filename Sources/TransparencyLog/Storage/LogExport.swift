import Foundation

/// Copies a log's public files into a folder of an auditor's: exactly those of one checkpoint.
public enum LogExport {
    /// - Parameters:
    ///   - folder: made when it is missing; must be empty.
    ///   - progress: told the files that were written, and how many there will be.
    /// - Returns: the checkpoint that the files belong to. What was read is not verified; ``LogAudit`` does that.
    /// - Throws: ``LogError`` `log.exists` when the folder holds anything, `log.damaged`, `log.storage`.
    @discardableResult
    public static func write(
        _ log: PublishedLog, to folder: String, progress: (Int, Int) throws -> Void = { _, _ in }
    ) throws -> SignedCheckpoint {
        let checkpoint = try log.checkpoint()
        if let present = try? FileManager.default.contentsOfDirectory(atPath: folder), !present.isEmpty {
            throw LogError(.exists, "the folder to export to is not empty")
        }
        let files = names(ofTree: checkpoint.checkpoint.size)
        for (done, name) in files.enumerated() {
            try progress(done, files.count)
            try DurableFile.write(log.bytes(of: name), to: folder + "/" + name.path)
        }
        // Last: a folder with a checkpoint is a whole one.
        try DurableFile.write(checkpoint.serialised(), to: folder + "/" + LogFolder.checkpoint)
        try DurableFile.flushFolder(folder)
        try progress(files.count, files.count)
        return checkpoint
    }

    private static func names(ofTree size: Int) -> [PublishedFile] {
        var files: [PublishedFile] = []
        for level in 0..<Tile.levels(ofSize: size) {
            let (full, rest) = Tile.extent(level: level, ofSize: size)
            for index in 0..<(rest > 0 ? full + 1 : full) {
                let count = index < full ? Tile.width : rest
                files.append(.tile(Tile(level: level, index: index, count: count)))
                if level == 0 { files.append(.entries(index, count: count)) }
            }
        }
        return files
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
