/// Gets a log's new checkpoints cosigned by witnesses, wherever these are. A log's writer is given one.
public protocol CheckpointCosigner: Sendable {
    /// Asks all witnesses; returns when each has answered or been given up.
    ///
    /// - Parameters:
    ///   - checkpoint: signed by the log, not published yet.
    ///   - proof: the proof that the log's first entries, as many as are asked for, are the beginning of the checkpoint's.
    /// - Returns: the cosignatures that were got, each verified, at most one a witness. None is no error: the log goes on.
    func cosignatures(
        on checkpoint: SignedCheckpoint, proof: @escaping @Sendable (Int) throws -> ConsistencyProof
    ) async -> [NoteSignature]
}
