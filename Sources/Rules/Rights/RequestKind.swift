/// What somebody who may be in a collection asks of whoever answers for it.
public enum RequestKind: String, Hashable, Sendable, CaseIterable {
    /// Whether they are in it, and what is held of them (GDPR Art. 15; UK DPA 2018 s. 45).
    case access
    /// To be erased (GDPR Art. 17; UK DPA 2018 s. 47).
    case erasure
    /// No longer to be searched among (GDPR Art. 21).
    case objection
    /// Never to be shown to a searcher.
    case sealing
    /// That overseers are told when they are searched for.
    case alert

    /// Whether it is answered on the strength of a search for whoever asks.
    public var needsSearch: Bool {
        switch self {
        case .access, .erasure, .objection: true
        case .sealing, .alert: false
        }
    }

    /// Whether what was confirmed is erased when it is granted.
    public var erases: Bool { self == .erasure || self == .objection }

    /// Days in which it is to be answered.
    public func days(under policy: Policy) -> Int {
        switch self {
        case .access: policy.accessDays
        case .erasure, .objection: policy.erasureDays
        case .sealing, .alert: policy.protectionDays
        }
    }
}
