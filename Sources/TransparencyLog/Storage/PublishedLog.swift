/// A log's public files, read: by its writer, or by an auditor from an export or a mirror.
///
/// Nothing that is read is trusted: what does not fit the checkpoint is named by its file.
public struct PublishedLog: Sendable {
    private let path: String

    /// - Parameter path: the folder that holds `checkpoint` and `tile/`.
    public init(_ path: String) { self.path = path }

    /// The checkpoint, whoever signed it.
    /// - Throws: ``LogError`` `log.missing`, `log.malformed`, `log.storage`.
    public func checkpoint() throws -> SignedCheckpoint {
        let path = path + "/" + LogFolder.checkpoint
        guard let note = try DurableFile.read(path, atMost: SignedNote.maximumSize) else {
            throw LogError(.missing, "there is no checkpoint")
        }
        return try SignedCheckpoint(parsing: note)
    }

    /// The checkpoint, when the log's own key signed it.
    /// - Throws: ``LogError`` `log.missing`, `log.malformed`, `log.signature-wrong`, `log.storage`.
    public func checkpoint(signedBy key: VerifierKey) throws -> SignedCheckpoint {
        let checkpoint = try checkpoint()
        try checkpoint.verify(keys: [key])
        return checkpoint
    }

    /// The hashes of a tile in a tree of `size` entries.
    /// - Throws: ``LogError`` `log.damaged` when its file is missing or of another length; `log.out-of-range`.
    public func hashes(of tile: Tile) throws -> [MerkleHash] {
        guard tile.level >= 0, tile.index >= 0, (1...Tile.width).contains(tile.count) else {
            throw LogError(.outOfRange, "no such tile")
        }
        let (bytes, count) = try file(tile.path, tile.count, orWhole: Tile(level: tile.level, index: tile.index).path)
        guard let hashes = try? HashTile.parse(bytes, count: count) else {
            throw LogError(.damaged, "\(tile.path) has \(bytes.count) bytes")
        }
        return Array(hashes.prefix(tile.count))
    }

    /// The `count` entries of a bundle.
    /// - Throws: ``LogError`` `log.damaged` when its file is missing or not a bundle; `log.out-of-range`.
    public func entries(ofBundle index: Int, count: Int) throws -> [[UInt8]] {
        guard index >= 0, (1...Tile.width).contains(count) else { throw LogError(.outOfRange, "no such bundle") }
        let path = Tile.entriesPath(index, count: count)
        let (bytes, present) = try file(path, count, orWhole: Tile.entriesPath(index))
        guard let entries = try? EntryBundle.parse(bytes, count: present) else {
            throw LogError(.damaged, "\(path) is no bundle of \(present) entries")
        }
        return Array(entries.prefix(count))
    }

    /// One entry, checked against its tile's hash. Whether that hash is under the root, an inclusion proof tells.
    /// - Throws: ``LogError`` `log.out-of-range`, `log.damaged`.
    public func entry(at index: Int, of head: TreeHead) throws -> [UInt8] {
        guard (0..<head.size).contains(index) else {
            throw LogError(.outOfRange, "there is no entry \(index); there are \(head.size)")
        }
        let count = min(Tile.width, head.size - index / Tile.width * Tile.width)
        let entry = try entries(ofBundle: index / Tile.width, count: count)[index % Tile.width]
        guard try LogLeaves(self, of: head).hash(at: index) == .leaf(entry) else {
            throw LogError(.damaged, "entry \(index) is not what its tile has the hash of")
        }
        return entry
    }

    /// A partial tile may have been replaced by the full one since the checkpoint was read.
    /// - Returns: the file's bytes, and how many hashes or entries it must have.
    private func file(_ name: String, _ count: Int, orWhole whole: String) throws -> ([UInt8], Int) {
        if let bytes = try DurableFile.read(path + "/" + name) { return (bytes, count) }
        if name != whole, let bytes = try DurableFile.read(path + "/" + whole) { return (bytes, Tile.width) }
        throw LogError(.damaged, "\(name) is missing")
    }

    /// The right edge, checked against the checkpoint's root.
    func edge(of head: TreeHead) throws -> TileEdge {
        let levels = try (0..<Tile.levels(ofSize: head.size)).map { level in
            let (full, rest) = Tile.extent(level: level, ofSize: head.size)
            return rest == 0 ? [] : try hashes(of: Tile(level: level, index: full, count: rest))
        }
        let edge = try TileEdge(size: head.size, levels: levels)
        guard edge.root == head.root else {
            throw LogError(.damaged, "the tiles at the right edge do not lead to the checkpoint's root")
        }
        return edge
    }

    /// The entries of the last bundle when it is not full, checked against their hashes.
    func lastBundle(of head: TreeHead) throws -> [[UInt8]] {
        let (full, rest) = Tile.extent(level: 0, ofSize: head.size)
        guard rest > 0 else { return [] }
        let entries = try entries(ofBundle: full, count: rest)
        guard try entries.map(MerkleHash.leaf) == hashes(of: Tile(level: 0, index: full, count: rest)) else {
            throw LogError(.damaged, "\(Tile.entriesPath(full, count: rest)) is not what its tile has hashes of")
        }
        return entries
    }
}
