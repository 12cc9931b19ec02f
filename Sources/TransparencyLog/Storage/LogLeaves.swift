/// The hashes of a published tree, for proofs: read tile by tile, the last few kept. Used by one thread at a time.
public final class LogLeaves: TreeHashes {
    private let log: PublishedLog
    private let size: Int
    private var tiles: [Tile: [MerkleHash]] = [:]
    private static let kept = 64

    /// - Parameter head: the tree that the hashes are to be of; its checkpoint was verified by the caller.
    public init(_ log: PublishedLog, of head: TreeHead) {
        self.log = log
        size = head.size
    }

    /// Of one entry.
    public func hash(at index: Int) throws -> MerkleHash { try hash(of: TreeNode(level: 0, index: index)) }

    public func hash(of node: TreeNode) throws -> MerkleHash {
        guard (0..<62).contains(node.level), node.index >= 0, node.index < size >> node.level else {
            throw LogError(.outOfRange, "node \(node.index) of level \(node.level) in a tree of \(size)")
        }
        let level = node.level / Tile.height
        let width = 1 << (node.level % Tile.height)
        let (tile, offset) = (node.index * width / Tile.width, node.index * width % Tile.width)
        let (full, rest) = Tile.extent(level: level, ofSize: size)
        guard tile < full || (tile == full && offset + width <= rest) else {
            throw LogError(.outOfRange, "node \(node.index) of level \(node.level) in a tree of \(size)")
        }
        let hashes = try hashes(of: Tile(level: level, index: tile, count: tile < full ? Tile.width : rest))
        return TileEdge.root(ofFull: hashes[offset..<offset + width])
    }

    private func hashes(of tile: Tile) throws -> [MerkleHash] {
        if let hashes = tiles[tile] { return hashes }
        if tiles.count >= Self.kept { tiles.removeAll(keepingCapacity: true) }
        let hashes = try log.hashes(of: tile)
        tiles[tile] = hashes
        return hashes
    }
}
