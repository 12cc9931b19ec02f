public import FaceSearch
import Foundation
import Records
import Rules
public import TransparencyLog
import Vocabulary

/// Keeps a home's history in memory, and reads what was logged since.
public actor HistoryKeeper {
    private let home: Home
    private var history = History()
    /// The latest one that anybody asked for.
    private var checkpoint: SignedCheckpoint?
    /// How often payloads were erased, when the history began to be read.
    private var erasures = 0

    public init(_ home: Home) { self.home = home }

    /// The history up to the log's published end, and the checkpoint that it is under.
    ///
    /// The first call reads the whole log. What was erased since the last call is
    /// forgotten here too.
    /// - Parameters:
    ///   - actor: an overseer; nil: on nobody's behalf.
    ///   - progress: entries read, of so many.
    /// - Throws: `role.missing`, `log.…`, `records.…`.
    public func history(
        as actor: Actor?, progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) async throws -> (history: History, checkpoint: SignedCheckpoint) {
        let published = try await home.publishedCheckpoint()
        var latest = checkpoint ?? published
        if latest.checkpoint.size <= published.checkpoint.size { latest = published }
        checkpoint = latest
        // What was erased is not known here any more either.
        let erasures = try home.erasuresOfOpenings(as: actor)
        if erasures != self.erasures { history = History() }
        self.erasures = erasures
        while history.size < latest.checkpoint.size {
            let end = min(latest.checkpoint.size, history.size + Self.step)
            try home.readLog(from: history.size, to: end, as: actor) { entry, payload in
                history.read(entry, payload: payload)
            }
            progress(history.size, latest.checkpoint.size)
            // Others may ask meanwhile, and read on.
            await Task.yield()
            latest = checkpoint ?? latest
        }
        return (history, latest)
    }

    private static let step = 20_000

    /// The history of the log's first entries, and the checkpoint that it had then.
    /// - Throws: `report.other-log` when the log has fewer, `role.missing`, `log.…`, `records.…`.
    public func history(
        ofFirst size: Int, as actor: Actor, progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) async throws -> (history: History, checkpoint: Checkpoint) {
        let published = try await home.publishedCheckpoint().checkpoint
        guard size <= published.size else {
            throw Failure(
                .reportOtherLog, "The log has fewer entries than the report was made from.",
                remedy: "This is another log, or one that was set back: `likeness ledger verify` says more.")
        }
        var early = History()
        while early.size < size {
            let end = min(size, early.size + Self.step)
            try home.readLog(from: early.size, to: end, as: actor) { early.read($0, payload: $1) }
            progress(early.size, size)
        }
        do {
            let tree = LogLeaves(Home.publishedLog(of: home.directory), of: published.head)
            let head = TreeHead(size: size, root: try tree.root(ofSize: size))
            return (early, try Checkpoint(origin: published.origin, head: head))
        } catch let error as LogError {
            throw Failure(error)
        }
    }
}
