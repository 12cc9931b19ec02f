/// Puts right what can be derived from a log's entries, and nothing else: tiles of hashes that are missing or altered.
///
/// An entry that is lost or altered cannot be derived; it is named, and no file is touched.
public enum LogRepair {
    public struct Report: Hashable, Sendable {
        /// Paths of the tiles that were written anew, below the public folder.
        public var repaired: [String] = []
        /// Entries after the checkpoint that a new journal took from the damaged one.
        public var saved = 0
        /// What cannot be put right.
        public var problems: [LogError] = []

        package init(repaired: [String] = [], saved: Int = 0, problems: [LogError] = []) {
            self.repaired = repaired
            self.saved = saved
            self.problems = problems
        }
    }

    /// - Parameters:
    ///   - path: the log's folder. Nobody else may write the log meanwhile.
    ///   - key: the log's: tiles are only repaired when the entries lead to a root that it signed.
    ///   - startJournalAnew: puts a new journal in the place of one that is missing or damaged, with those entries after the
    ///     checkpoint that can be read from it. Others that were acknowledged since are lost by that. The damaged one is
    ///     kept beside it, as `journal.damaged`.
    /// - Throws: ``LogError`` `log.missing`, `log.locked`, `log.malformed`, `log.signature-wrong`, `log.storage`.
    public static func run(
        _ path: String, key: VerifierKey, startJournalAnew: Bool = false, progress: (Int) throws -> Void = { _ in }
    ) throws -> Report {
        let folder = LogFolder(path)
        let log = PublishedLog(folder.publicFolder)
        // Before anything is read: a writer may be at work.
        let lock = try WriterLock(folder.lock)
        defer { withExtendedLifetime(lock) {} }
        let head = try log.checkpoint(signedBy: key).checkpoint.head
        var report = Report()
        let tiles = try derivedTiles(log, head, &report, progress: progress)
        if report.problems.isEmpty { try repair(tiles, log, folder, &report) }
        try checkJournal(folder, log, head, &report, startAnew: startJournalAnew)
        return report
    }

    /// The tiles that differ from what the entries say, when those lead to the signed root.
    private static func derivedTiles(
        _ log: PublishedLog, _ head: TreeHead, _ report: inout Report, progress: (Int) throws -> Void
    ) throws -> [(Tile, [MerkleHash])] {
        var edge = TileEdge()
        var wrong: [(Tile, [MerkleHash])] = []
        func compare(_ tile: Tile, _ hashes: [MerkleHash]) {
            if (try? log.hashes(of: tile)) != hashes { wrong.append((tile, hashes)) }
        }
        for first in stride(from: 0, to: head.size, by: Tile.width) {
            do {
                let count = min(Tile.width, head.size - first)
                for entry in try log.entries(ofBundle: first / Tile.width, count: count) {
                    edge.append(.leaf(entry), completed: compare)
                }
            } catch let error as LogError where error.code == .damaged {
                report.problems.append(error)
                return []
            }
            try progress(edge.size)
        }
        for (level, hashes) in edge.levels.enumerated() where !hashes.isEmpty {
            compare(
                Tile(level: level, index: Tile.extent(level: level, ofSize: head.size).full, count: hashes.count),
                hashes)
        }
        if edge.root != head.root {
            report.problems += wrong.filter { $0.0.level == 0 }.map {
                LogError(
                    .damaged,
                    "an entry of \(Tile.entriesPath($0.0.index, count: $0.0.count)), or the tile of its hashes")
            }
            if report.problems.isEmpty {
                report.problems.append(LogError(.damaged, "the entries lead to another root"))
            }
        }
        return wrong
    }

    private static func repair(
        _ tiles: [(Tile, [MerkleHash])], _ log: PublishedLog, _ folder: LogFolder, _ report: inout Report
    ) throws {
        var files = TileFiles(folder)
        for (tile, hashes) in tiles {
            try files.write(HashTile.serialise(hashes), to: tile.path)
            report.repaired.append(tile.path)
        }
        try files.flush()
    }

    private static func checkJournal(
        _ folder: LogFolder, _ log: PublishedLog, _ head: TreeHead, _ report: inout Report, startAnew: Bool
    ) throws {
        let bytes = try DurableFile.read(folder.journal, atMost: Journal.limit)
        let contents = bytes.flatMap { try? JournalFormat.read($0) }
        guard let damage = try damage(of: contents, isThere: bytes != nil, log, head, &report) else { return }
        guard startAnew, report.problems.isEmpty else {
            report.problems.append(damage)
            return
        }
        let readable = contents?.entries(from: head.size) ?? []
        if let bytes { try DurableFile.write(bytes, to: try freeName(folder.journal + ".damaged"), mode: 0o600) }
        _ = try Journal.start(folder.journal, first: head.size, entries: readable[...])
        report.repaired.append("journal")
        report.saved = readable.count
    }

    /// What is wrong with the journal itself. What is wrong with the public files beside it goes to the report: a journal that
    /// can be read is never replaced.
    private static func damage(
        of contents: JournalFormat.Contents?, isThere: Bool, _ log: PublishedLog, _ head: TreeHead,
        _ report: inout Report
    ) throws -> LogError? {
        guard let contents else {
            return LogError(.damaged, isThere ? "the journal's header" : "the journal is missing")
        }
        guard contents.first <= head.size else {
            report.problems.append(
                LogError(
                    .damaged,
                    "the public files end at entry \(head.size) and the journal begins at \(contents.first): the files are older; put the newer ones back"
                ))
            return nil
        }
        do {
            try LogCore.checkAgreement(contents, log, head)
        } catch let error as LogError where error.code == .damaged {
            report.problems.append(error)
            return nil
        }
        if let damage = contents.damage { return damage }
        guard contents.next < head.size else { return nil }
        return LogError(.damaged, "the journal ends at entry \(contents.next), before the checkpoint")
    }

    /// What an earlier run kept is kept.
    private static func freeName(_ path: String) throws -> String {
        for number in 1...1000 {
            let name = number == 1 ? path : "\(path).\(number)"
            if try DurableFile.read(name, atMost: Journal.limit) == nil { return name }
        }
        throw LogError(.storage, "there is no free name for the damaged journal")
    }
}
