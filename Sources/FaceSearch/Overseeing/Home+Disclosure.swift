public import Records
import Rules
public import TransparencyLog
import Vocabulary

/// What the log holds, with what opens it: for overseers.
extension Home {
    /// Entries of the log in their order, from one index to before another.
    ///
    /// Blocking. Logs nothing: whoever shows them notes that first (``noteReading(_:as:)``).
    /// - Throws: `role.missing`, `log.damaged`, `records.…`.
    public func loggedRecords(from first: Int, to end: Int, as actor: Actor) throws -> [LoggedRecord] {
        let records = try look(as: actor, .readLog) { try $0.records.loggedEvents(from: first, to: end) }
        guard first == 0, end > 0, records.first?.index != 0 else { return records }
        // The first entry is older than the records.
        return [LoggedRecord(index: 0, entry: try firstEntry(), opening: nil)] + records
    }

    /// The same one by one, for whoever reads a million of them: each entry, and the payload that it commits to where that is
    /// still known. The bytes are not to be kept.
    /// - Parameter actor: nil: on nobody's behalf, for what the home does by itself.
    /// - Throws: as ``loggedRecords(from:to:as:)``; `records.corrupt` when the records miss an entry.
    public func readLog(
        from first: Int, to end: Int, as actor: Actor?,
        _ body: (_ entry: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer?) throws -> Void
    ) throws {
        if first == 0, end > 0 { try firstEntry().withUnsafeBytes { try body($0, nil) } }
        if let actor { try look(as: actor, .readUsage) { _ in } }
        try records.look { try $0.readLogged(from: max(first, 1), to: end, body) }
    }

    /// How often what entries stand for was erased: while it stays the same, nothing was.
    public func erasuresOfOpenings(as actor: Actor?) throws -> Int {
        if let actor { try look(as: actor, .readUsage) { _ in } }
        return try records.look { try $0.erasuresOfOpenings() }
    }

    private func firstEntry() throws -> [UInt8] {
        do {
            let log = Home.publishedLog(of: directory)
            let checkpoint = try log.checkpoint(signedBy: Home.logVerifierKey(of: directory))
            return try log.entry(at: 0, of: checkpoint.checkpoint.head)
        } catch let error as LogError {
            throw Failure(error)
        }
    }

    /// The checkpoint under which all is that is logged by now, with its cosignatures; the one before when witnesses that are
    /// required are away.
    /// - Throws: `log.…`.
    public func publishedCheckpoint() async throws -> SignedCheckpoint { try await log.checkpoint() }
}
