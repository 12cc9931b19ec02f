/// Checks a whole log from its public files: every entry against its hash, every hash against the one above it, the root
/// against the signed checkpoint, and that an older checkpoint's tree is this one's beginning.
///
/// Reads the log once, from the first entry to the last, and holds two tiles of each level at a time.
public struct LogAudit: Sendable {
    /// The trees that auditors kept: each must be a beginning of the log.
    public typealias Kept = [Checkpoint]

    public struct Report: Hashable, Sendable {
        /// What was checked against; nil when there is no checkpoint that can be read.
        public var checkpoint: SignedCheckpoint?
        /// By the witnesses that were asked about.
        public var cosignatures: [Cosigned] = []
        /// Entries whose hash was found where it belongs.
        public var entries = 0
        /// Each is wrong by itself; the first ``LogAudit/problemLimit`` of them.
        public var problems: [LogError] = []
        public var isSound: Bool { problems.isEmpty }

        package init(checkpoint: SignedCheckpoint? = nil, entries: Int = 0, problems: [LogError] = []) {
            self.checkpoint = checkpoint
            self.entries = entries
            self.problems = problems
        }
    }

    public struct Cosigned: Hashable, Sendable {
        public let witness: VerifierKey
        /// Seconds since 1970, by the witness's clock.
        public let time: Int
    }

    static let problemLimit = 100

    private let log: PublishedLog
    private let key: VerifierKey
    private let kept: Kept
    private let witnesses: [VerifierKey]
    private let atLeast: Int

    /// - Parameters:
    ///   - log: from its writer's folder, an export or a mirror.
    ///   - key: the log's, got from elsewhere.
    ///   - kept: checkpoints of this log from earlier, whose signatures the caller has verified.
    ///   - witnesses: whose cosignatures count.
    ///   - atLeast: how many of them must have cosigned the checkpoint.
    public init(
        _ log: PublishedLog, key: VerifierKey, kept: Kept = [], witnesses: [VerifierKey] = [], atLeast: Int = 0
    ) {
        self.log = log
        self.key = key
        self.kept = kept
        self.witnesses = witnesses
        self.atLeast = atLeast
    }

    /// - Parameter progress: told the number of entries that were read, once a bundle.
    /// - Throws: ``LogError`` `log.missing` when there is no checkpoint; `log.storage` when a file cannot be read at all;
    ///   whatever `progress` throws.
    ///   What is wrong with the log is in the report.
    public func run(progress: (Int) throws -> Void = { _ in }) throws -> Report {
        var report = Report()
        do {
            report.checkpoint = try log.checkpoint()
            let cosigned = try report.checkpoint?.verify(keys: [key], witnesses: witnesses, atLeast: atLeast)
            report.cosignatures = (cosigned ?? []).map { Cosigned(witness: $0.witness, time: $0.time) }
        } catch let error as LogError where error.code != .storage && error.code != .missing {
            // What nobody vouches for is not worth reading: it may be made to keep the reader busy for years.
            report.problems.append(error)
            return report
        }
        guard let head = report.checkpoint?.checkpoint.head else { return report }
        var reading = AuditReading(log, head, roots: Set(kept.map(\.size)))
        try reading.run(&report, progress: progress)
        for old in kept { check(old, head, reading, &report) }
        return report
    }

    private func check(_ old: Checkpoint, _ head: TreeHead, _ reading: AuditReading, _ report: inout Report) {
        if old.origin != key.name {
            report.problems.append(LogError(.malformed, "the checkpoint that was kept is of another log"))
        } else if old.size > head.size {
            report.problems.append(
                LogError(
                    .rolledBack, "the log has \(head.size) entries; it had \(old.size) in the checkpoint that was kept")
            )
        } else if old.size == head.size, old.root != head.root {
            // Both signatures are the log's: no file has to be believed for this.
            report.problems.append(
                LogError(.forked, "the log signed another tree of \(old.size) entries than the one that was kept"))
        } else if reading.roots[old.size] != old.root, reading.soundSize < old.size || reading.root != head.root {
            // Neither a rotten disk nor somebody who altered this copy is to be taken for the log's own forgery: the log
            // only answers for what leads to a root that it signed.
            report.problems.append(
                LogError(
                    .damaged,
                    "so that the first \(old.size) entries cannot be compared with the checkpoint that was kept"))
        } else if reading.roots[old.size] != old.root {
            report.problems.append(
                LogError(.forked, "the first \(old.size) entries are not those of the checkpoint that was kept"))
        }
    }
}

/// One reading of the log, bundle by bundle. Hashes are derived from the entries; the tiles have to agree.
private struct AuditReading {
    private let log: PublishedLog
    private let head: TreeHead
    private var edge = TileEdge()
    private let wanted: Set<Int>
    /// Of the sizes that were asked for.
    private(set) var roots: [Int: MerkleHash] = [:]
    private var complaints: [LogError] = []
    /// That the files lead to.
    var root: MerkleHash { edge.root }
    /// The entries before the first bundle that is missing, or does not agree with its tile.
    private(set) var soundSize = 0

    init(_ log: PublishedLog, _ head: TreeHead, roots wanted: Set<Int>) {
        self.log = log
        self.head = head
        self.wanted = wanted
    }

    mutating func run(_ report: inout LogAudit.Report, progress: (Int) throws -> Void) throws {
        noteRoot()
        while edge.size < head.size, complaints.count < LogAudit.problemLimit {
            let index = edge.size / Tile.width
            let count = min(Tile.width, head.size - edge.size)
            // Without the entries the tile's own hashes have to do, so that the rest can be checked.
            let tile = try noting { log in try log.hashes(of: Tile(level: 0, index: index, count: count)) }
            let leaves = try noting { log in try log.entries(ofBundle: index, count: count).map(MerkleHash.leaf) }
            guard let hashes = leaves ?? tile else { break }
            var agreeing = 0
            if let leaves, let tile { agreeing = compare(leaves, tile, from: edge.size) }
            report.entries += agreeing
            if agreeing == count, soundSize == edge.size { soundSize += count }
            for hash in hashes { try append(hash) }
            try progress(edge.size)
        }
        if edge.size == head.size { try checkEnd() }
        report.problems += complaints
    }

    private mutating func append(_ hash: MerkleHash) throws {
        var full: [(Tile, [MerkleHash])] = []
        edge.append(hash) { full.append(($0, $1)) }
        for (tile, hashes) in full where tile.level > 0 { try check(tile, hashes) }
        noteRoot()
    }

    private mutating func noteRoot() {
        if wanted.contains(edge.size) { roots[edge.size] = edge.root }
    }

    private mutating func compare(_ leaves: [MerkleHash], _ tile: [MerkleHash], from first: Int) -> Int {
        let wrong = zip(first..., zip(leaves, tile)).filter { $1.0 != $1.1 }.map(\.0)
        complaints += wrong.map { LogError(.damaged, "entry \($0) is not what its tile has the hash of") }
        return leaves.count - wrong.count
    }

    private mutating func check(_ tile: Tile, _ hashes: [MerkleHash]) throws {
        guard let stored = try noting({ log in try log.hashes(of: tile) }), stored != hashes else { return }
        let first = zip(stored, hashes).enumerated().first { $1.0 != $1.1 }?.offset ?? 0
        complaints.append(
            LogError(.damaged, "\(tile.path), hash \(first), is not that of the tile below it"))
    }

    private mutating func checkEnd() throws {
        for (level, hashes) in edge.levels.enumerated() where level > 0 && !hashes.isEmpty {
            let (full, count) = Tile.extent(level: level, ofSize: head.size)
            try check(Tile(level: level, index: full, count: count), hashes)
        }
        if edge.root != head.root {
            complaints.append(LogError(.damaged, "the entries do not lead to the checkpoint's root"))
        }
    }

    /// Nil when the file is missing or damaged, which is noted.
    private mutating func noting<Value>(_ read: (PublishedLog) throws -> Value) throws -> Value? {
        do {
            return try read(log)
        } catch let error as LogError where error.code != .storage {
            complaints.append(error)
            return nil
        }
    }
}
