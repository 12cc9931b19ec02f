import Foundation
import TransparencyLog

/// A log's public files in a temporary folder, made without any storage: `checkpoint`, `tile/…`, `tile/entries/…`.
final class ExportedLog {
    let folder: URL
    let tree: MemoryTree

    init(entries: [[UInt8]], signed: (TreeHead) throws -> SignedCheckpoint) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("exported-log-\(UUID())")
        tree = entries.reduce(into: MemoryTree()) { $0.append(.leaf($1)) }
        let size = entries.count
        for level in 0..<Tile.levels(ofSize: size) {
            let hashes = tree.levels[level * Tile.height]
            for (index, count) in Self.pieces(of: hashes.count) {
                let tile = Tile(level: level, index: index, count: count)
                try write(HashTile.serialise(hashes[index * Tile.width..<index * Tile.width + count]), to: tile.path)
            }
        }
        for (index, count) in Self.pieces(of: size) {
            let bundle = entries[index * Tile.width..<index * Tile.width + count]
            try write(EntryBundle.serialise(bundle), to: Tile.entriesPath(index, count: count))
        }
        try write(signed(tree.edge.head).serialised(), to: "checkpoint")
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private static func pieces(of count: Int) -> [(index: Int, count: Int)] {
        stride(from: 0, to: count, by: Tile.width).map { ($0 / Tile.width, min(Tile.width, count - $0)) }
    }

    func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appendingPathComponent(name))) }

    @discardableResult
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        let file = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        return file.path
    }
}
