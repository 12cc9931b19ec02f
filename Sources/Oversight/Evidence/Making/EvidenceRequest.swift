public import TransparencyLog

/// What evidence is asked for.
public struct EvidenceRequest: Sendable {
    public enum Scope: Hashable, Sendable {
        case period(Period)
        /// By its reference in one's own organisation, or by its id.
        case caseFile(String)
    }

    public let scope: Scope
    /// Whether to disclose what entries stand for.
    public let withPayloads: Bool
    /// Logged with the export, in what its entry commits to.
    public let reason: String?
    /// A checkpoint that the reader has, which the log is to be shown to continue.
    public let earlier: SignedCheckpoint?
    /// A pack of more entries is refused.
    public let mostEntries: Int

    /// A pack of so many entries takes some two gigabytes.
    public static let mostEntries = 1_000_000

    public init(
        _ scope: Scope, withPayloads: Bool = true, reason: String? = nil, earlier: SignedCheckpoint? = nil,
        mostEntries: Int = Self.mostEntries
    ) {
        self.scope = scope
        self.withPayloads = withPayloads
        self.reason = reason
        self.earlier = earlier
        self.mostEntries = mostEntries
    }
}
