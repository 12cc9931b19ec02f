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
