/// Where an authorisation stands.
public enum AuthorisationState: String, Hashable, Sendable, CaseIterable {
    /// Waits for an approver.
    case requested
    /// A break-glass search: usable until its deadline, waits for an approver.
    case unconfirmed
    /// Usable.
    case approved
    /// An approver said no.
    case refused
    /// Its period has ended.
    case expired
    /// Taken back before its period ended.
    case revoked
    /// All its searches were made.
    case exhausted
    /// A break-glass search that no approver answered within its deadline.
    case lapsed

    /// Ended for good: no event and no clock changes it again.
    public var isTerminal: Bool {
        switch self {
        case .requested, .unconfirmed, .approved: false
        case .refused, .expired, .revoked, .exhausted, .lapsed: true
        }
    }
}
