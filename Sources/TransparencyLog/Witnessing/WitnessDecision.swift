/// What a witness does about a request (C2SP tlog-witness, `add-checkpoint`).
public enum WitnessDecision: Hashable, Sendable {
    /// Keep this head as the last one of its origin, durably; then cosign the checkpoint and answer with
    /// ``WitnessAnswer/cosigned(_:)``.
    case cosign(Checkpoint)
    /// Keep nothing as the last head.
    case refuse(WitnessAnswer)

    /// - Parameters:
    ///   - request: well formed, from anybody.
    ///   - keys: of the logs that the witness knows. One counts only for the log whose origin is its name.
    ///   - last: the head that this witness cosigned last for the request's origin; nil for none. Reading it, deciding
    ///     and keeping the new one must be one step that no other request of the same origin comes between.
    public init(_ request: AddCheckpointRequest, keys: [VerifierKey], last: TreeHead?) {
        if let refusal = Self.refusal(of: request, keys: keys, last: last ?? .empty) {
            self = .refuse(refusal)
        } else {
            self = .cosign(request.checkpoint.checkpoint)
        }
    }

    /// In the order in which the specification names them.
    private static func refusal(
        of request: AddCheckpointRequest, keys: [VerifierKey], last: TreeHead
    ) -> WitnessAnswer? {
        let checkpoint = request.checkpoint.checkpoint
        let own = keys.filter { $0.kind == .note && $0.isNamed(checkpoint.origin) }
        if own.isEmpty { return .unknownOrigin }
        guard (try? request.checkpoint.verify(keys: own)) != nil else { return .notSigned }
        guard request.old <= checkpoint.size else { return .malformed }
        guard request.old == last.size else { return .conflict(size: last.size) }
        let proof = ConsistencyProof(old: request.old, new: checkpoint.size, hashes: request.proof)
        guard (try? proof.verify(oldRoot: last.root, newRoot: checkpoint.root)) != nil else { return .inconsistent }
        return nil
    }
}
