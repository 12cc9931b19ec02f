public import Foundation
public import Rules

/// Names one signal: 32 hexadecimal digits, random.
public struct SignalRef: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public init(_ rawValue: String) { self.rawValue = rawValue }
}

/// A misuse signal: a pattern of use that an overseer looks into.
public struct SignalRecord: Hashable, Sendable {
    public var ref: SignalRef
    /// The word of its rule (`SignalKind`).
    public var kind: String
    /// By which the same finding is known again, 32 bytes.
    public var key: [UInt8]
    /// Whom it is about, if a single account.
    public var account: AccountRef?
    public var raised: Date
    /// When its evidence last grew; ``raised`` when it never did.
    public var grown: Date
    public var evidence: SignalEvidence
    public var state: SignalState

    public init(
        ref: SignalRef, kind: String, key: [UInt8], account: AccountRef?, raised: Date, grown: Date,
        evidence: SignalEvidence, state: SignalState
    ) {
        self.ref = ref
        self.kind = kind
        self.key = key
        self.account = account
        self.raised = raised
        self.grown = grown
        self.evidence = evidence
        self.state = state
    }
}

/// What was decided of a signal, once.
public struct SignalDecisionRecord: Hashable, Sendable {
    public var decision: SignalDecision
    public var at: Date
    /// Nil when new evidence reopened it; so is the reason.
    public var account: AccountRef?
    public var reason: String?

    public init(_ decision: SignalDecision, at: Date, account: AccountRef? = nil, reason: String? = nil) {
        self.decision = decision
        self.at = at
        self.account = account
        self.reason = reason
    }
}

/// Which signals are asked for.
public struct SignalFilter: Hashable, Sendable {
    public var state: SignalState?
    /// The word of a rule.
    public var kind: String?
    public var account: AccountRef?

    public init(state: SignalState? = nil, kind: String? = nil, account: AccountRef? = nil) {
        self.state = state
        self.kind = kind
        self.account = account
    }
}
