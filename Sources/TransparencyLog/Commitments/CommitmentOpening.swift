/// What opens a ``Commitment``: its key and the canonical payload. It is kept apart from the log, and destroyed when
/// its record is erased.
///
/// The key has to go, not the payload alone: with the key, a guess at the payload can be checked against the log.
/// Neither shows itself, in text or to a debugger's dump.
public struct CommitmentOpening: Equatable, Sendable {
    public let key: CommitmentKey
    /// RFC 8785 JSON in UTF-8; ``CanonicalJSON/parse(_:)`` reads it.
    public let payload: [UInt8]

    /// An opening that was stored. Nothing is checked here: ``Commitment/verify(_:)`` does.
    public init(key: CommitmentKey, payload: some Sequence<UInt8>) {
        self.key = key
        self.payload = Array(payload)
    }
}

extension CommitmentOpening: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "redacted" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
