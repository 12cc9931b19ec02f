/// The right edge of a growing tree, tile by tile: for each level the hashes of its last tile that is not full.
///
/// That is all that is needed to append entries and to tell the root.
package struct TileEdge: Sendable {
    /// Entries in the tree.
    package private(set) var size = 0
    /// The last tile of each level, without those that are full. Each has fewer than ``Tile/width`` hashes.
    package private(set) var levels: [[MerkleHash]] = []

    package init() {}

    /// - Parameter levels: the last tiles' hashes as ``levels`` had them; their counts must be those of `size`.
    /// - Throws: ``LogError`` `log.damaged` when they are not.
    package init(size: Int, levels: [[MerkleHash]]) throws {
        let counts = (0..<Tile.levels(ofSize: size)).map { Tile.extent(level: $0, ofSize: size).rest }
        guard levels.map(\.count) == counts else {
            throw LogError(.damaged, "the tiles at the right edge are not those of a tree of \(size) entries")
        }
        self.size = size
        self.levels = levels
    }

    /// Appends an entry's hash; `completed` is told of each tile that became full, from the lowest level up.
    package mutating func append(_ leaf: MerkleHash, completed: (Tile, [MerkleHash]) throws -> Void) rethrows {
        size += 1
        var hash = leaf
        for level in 0... {
            if level == levels.count { levels.append([]) }
            levels[level].append(hash)
            guard levels[level].count == Tile.width else { return }
            let full = levels[level]
            levels[level].removeAll(keepingCapacity: true)
            try completed(Tile(level: level, index: (size >> (level * Tile.height)) / Tile.width - 1), full)
            hash = Self.root(ofFull: full[...])
        }
    }

    /// Of the whole tree.
    package var root: MerkleHash {
        var root: MerkleHash?
        for hashes in levels {
            // From the smallest complete subtree at the right end to the largest.
            var end = hashes.count
            while end > 0 {
                let width = end & -end
                let peak = Self.root(ofFull: hashes[(end - width)..<end])
                root = root.map { .node(peak, $0) } ?? peak
                end -= width
            }
        }
        return root ?? .empty
    }

    /// Of a complete subtree: a power of two of hashes.
    package static func root(ofFull hashes: ArraySlice<MerkleHash>) -> MerkleHash {
        var row = Array(hashes)
        while row.count > 1 {
            for pair in 0..<row.count / 2 { row[pair] = .node(row[2 * pair], row[2 * pair + 1]) }
            row.removeLast(row.count / 2)
        }
        return row[0]
    }
}
