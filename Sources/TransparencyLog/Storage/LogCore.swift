/// What a writer knows of its log, and what it does to the files. Used by one thread at a time; ``LogWriter`` sees to that.
final class LogCore {
    /// A journal beyond this many bytes is begun anew at the next publication.
    private static let journalLimit = 4 << 20
    /// Entries that may wait in memory for their tiles to be written.
    static let unwrittenLimit = 16_384

    private let folder: LogFolder
    private let key: SigningKey
    private var journal: Journal
    /// The tree of all acknowledged entries.
    private(set) var edge: TileEdge
    /// The acknowledged entries of the last bundle, which is not full.
    private var bundle: [[UInt8]]
    /// What has become full since tiles were last written.
    private var fullBundles: [(index: Int, entries: [[UInt8]])] = []
    private var fullTiles: [(tile: Tile, hashes: [MerkleHash])] = []
    /// The tree whose tiles are all on the disk.
    private var writtenSize: Int
    /// Full tiles and bundles, each with the size of the tree that filled it: when a checkpoint of that size is published,
    /// nobody needs their partial forebears.
    private var outgrown: [(path: String, size: Int)] = []
    /// What was published last.
    private(set) var published: SignedCheckpoint

    var tiles: PublishedLog { PublishedLog(folder.publicFolder) }
    var unpublished: Int { edge.size - published.checkpoint.size }
    var unwritten: Int { edge.size - writtenSize }

    /// Makes a log without entries, published.
    /// - Throws: ``LogError`` `log.exists`, `log.storage`.
    static func create(_ folder: LogFolder, key: SigningKey) throws {
        guard try DurableFile.read(folder.published(LogFolder.checkpoint)) == nil,
            try DurableFile.read(folder.journal) == nil
        else { throw LogError(.exists, "there is a log already") }
        try DurableFile.makeFolder(folder.path, mode: 0o755)
        _ = try Journal.start(folder.journal, first: 0)
        try write(signed(.empty, by: key), asCheckpointOf: folder)
    }

    /// Opens a log and checks that the journal, the right edge and the signed checkpoint belong together.
    /// - Throws: ``LogError`` `log.missing`, `log.damaged`, `log.signature-wrong`, `log.storage`.
    init(_ folder: LogFolder, key: SigningKey) throws {
        self.folder = folder
        self.key = key
        let log = PublishedLog(folder.publicFolder)
        published = try log.checkpoint(signedBy: key.verifierKey)
        let head = published.checkpoint.head
        edge = try log.edge(of: head)
        bundle = try log.lastBundle(of: head)
        writtenSize = head.size
        let contents: JournalFormat.Contents
        (journal, contents) = try Journal.open(folder.journal)
        try take(contents, log)
    }

    /// Appends what the journal holds beyond the published tree; what it holds of the published tree must be the same.
    private func take(_ contents: JournalFormat.Contents, _ log: PublishedLog) throws {
        let head = published.checkpoint.head
        try Self.check(contents, log, head)
        for entry in contents.entries.dropFirst(head.size - contents.first) { add(entry) }
    }

    /// Whether a journal continues a published tree.
    /// - Throws: ``LogError`` `log.damaged`.
    static func check(_ contents: JournalFormat.Contents, _ log: PublishedLog, _ head: TreeHead) throws {
        let known = head.size - contents.first
        guard (0...contents.entries.count).contains(known) else {
            throw LogError(
                .damaged,
                "the journal holds entries \(contents.first) to \(contents.next), the checkpoint stands at \(head.size)"
            )
        }
        try checkAgreement(contents, log, head)
    }

    /// Whether what a journal holds of a published tree is what stands there.
    /// - Throws: ``LogError`` `log.damaged`.
    static func checkAgreement(_ contents: JournalFormat.Contents, _ log: PublishedLog, _ head: TreeHead) throws {
        let leaves = LogLeaves(log, of: head)
        for (index, entry) in zip(contents.first..., contents.entries.prefix(max(0, head.size - contents.first)))
        where try leaves.hash(at: index) != .leaf(entry) {
            throw LogError(.damaged, "entry \(index) is another one in the journal than in its tile")
        }
    }

    /// Journals the entries and flushes; on return they are part of the log.
    /// - Returns: the first one's index.
    func commit(_ entries: ArraySlice<[UInt8]>) throws -> Int {
        let first = edge.size
        try journal.append(entries)
        for entry in entries { add(entry) }
        return first
    }

    private func add(_ entry: [UInt8]) {
        edge.append(.leaf(entry)) { fullTiles.append(($0, $1)) }
        bundle.append(entry)
        guard bundle.count == Tile.width else { return }
        fullBundles.append((edge.size / Tile.width - 1, bundle))
        bundle = []
    }

    /// Writes the tiles and bundles that are new. What fails may be tried again.
    /// - Throws: ``LogError`` `log.storage`.
    func writeTiles() throws {
        guard unwritten > 0 else { return }
        var files = TileFiles(folder)
        for (tile, hashes) in fullTiles { try files.write(HashTile.serialise(hashes), to: tile.path) }
        for (level, hashes) in edge.levels.enumerated() where !hashes.isEmpty {
            let (full, count) = Tile.extent(level: level, ofSize: edge.size)
            guard Tile.extent(level: level, ofSize: writtenSize) != (full, count) else { continue }
            try files.write(HashTile.serialise(hashes), to: Tile(level: level, index: full, count: count).path)
        }
        for (index, entries) in fullBundles {
            try files.write(EntryBundle.serialise(entries), to: Tile.entriesPath(index))
        }
        if !bundle.isEmpty {
            let path = Tile.entriesPath(edge.size / Tile.width, count: bundle.count)
            try files.write(EntryBundle.serialise(bundle), to: path)
        }
        try files.flush()
        outgrown += fullTiles.map { ($0.tile.path, ($0.tile.index + 1) << (($0.tile.level + 1) * Tile.height)) }
        outgrown += fullBundles.map { (Tile.entriesPath($0.index), ($0.index + 1) * Tile.width) }
        fullTiles = []
        fullBundles = []
        writtenSize = edge.size
    }

    /// The acknowledged entries from an index on.
    /// - Throws: ``LogError`` `log.out-of-range`, `log.storage`, `log.damaged`.
    func entries(from index: Int) throws -> [[UInt8]] {
        guard (0...edge.size).contains(index) else {
            throw LogError(.outOfRange, "there is no entry \(index); there are \(edge.size)")
        }
        try writeTiles()
        let first = index / Tile.width * Tile.width
        return try stride(from: first, to: edge.size, by: Tile.width).flatMap { start in
            let count = min(Tile.width, edge.size - start)
            let entries = try tiles.entries(ofBundle: start / Tile.width, count: count)
            let hashes = try tiles.hashes(of: Tile(level: 0, index: start / Tile.width, count: count))
            guard entries.map(MerkleHash.leaf) == hashes else {
                throw LogError(
                    .damaged, "\(Tile.entriesPath(start / Tile.width, count: count)) is not what its tile has hashes of"
                )
            }
            return entries
        }.dropFirst(index - first).map { $0 }
    }

    /// The checkpoint of all acknowledged entries, whose tiles are written by now.
    /// - Throws: ``LogError`` `log.storage`.
    func sign() throws -> SignedCheckpoint {
        try writeTiles()
        return try Self.signed(TreeHead(size: edge.size, root: edge.root), by: key)
    }

    /// Puts a checkpoint that ``sign()`` made, perhaps cosigned since, in the place of the last one.
    /// - Throws: ``LogError`` `log.storage`.
    func publish(_ checkpoint: SignedCheckpoint) throws {
        try Self.write(checkpoint, asCheckpointOf: folder)
        published = checkpoint
        let size = checkpoint.checkpoint.size
        TileFiles(folder).removePartials(of: outgrown.filter { $0.size <= size }.map(\.path))
        outgrown.removeAll { $0.size <= size }
        // What is published is published; a journal that cannot be begun anew now is at the next publication.
        if journal.length > Self.journalLimit, let anew = try? journal.begunAnew(from: size) { journal = anew }
    }

    private static func signed(_ head: TreeHead, by key: SigningKey) throws -> SignedCheckpoint {
        try SignedCheckpoint(Checkpoint(origin: key.verifierKey.name, head: head), by: key)
    }

    private static func write(_ checkpoint: SignedCheckpoint, asCheckpointOf folder: LogFolder) throws {
        try DurableFile.write(checkpoint.serialised(), to: folder.published(LogFolder.checkpoint))
        try DurableFile.flushFolder(folder.publicFolder)
    }
}
