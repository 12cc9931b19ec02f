public import Foundation
public import Records
public import Rules

/// A signal as overseers are shown it.
public struct Signal: Sendable {
    public let record: SignalRecord
    /// Nil for a rule that this version does not know.
    public var kind: SignalKind? { SignalKind(rawValue: record.kind) }
    /// Whom it is about, as they log in; nil when it is about no single account.
    public let accountName: String?
    /// Of whom it is about, or of those whose searches it rests on, by name; none for one that rests on no search of an account
    /// that is known.
    public let organisations: [String]
    /// The last word on it, when there is one.
    public let decided: Decision?

    /// What somebody decided, or new evidence brought about.
    public struct Decision: Sendable {
        public let record: SignalDecisionRecord
        /// Nil when new evidence reopened it.
        public let accountName: String?
    }

    public init(record: SignalRecord, accountName: String?, organisations: [String] = [], decided: Decision?) {
        self.record = record
        self.accountName = accountName
        self.organisations = organisations
        self.decided = decided
    }
}

/// All that is known of a signal.
public struct SignalDetails: Sendable {
    public let signal: Signal
    /// Oldest first.
    public let decisions: [Signal.Decision]
    /// Whoever looked at a face behind it, oldest first: every overseer sees who looked, and why.
    public let looks: [SignalLook]
    /// Its searches whose probes are still kept.
    public let searchesWithProbe: Set<String>
}

/// A look at a face behind a signal.
public struct SignalLook: Sendable {
    public let record: SignalLookRecord
    public let accountName: String
    /// Until when whoever asked for it may see the face.
    public var ends: Date { record.at.addingTimeInterval(Self.lasts) }

    /// Seconds.
    public static let lasts: TimeInterval = 60 * 60
}

/// What raising signals came to.
public struct RaisedSignals: Hashable, Sendable {
    public var raised: [SignalRef] = []
    /// Whose evidence grew, ``reopened`` included.
    public var grown: [SignalRef] = []
    /// Explained ones that are open again.
    public var reopened: [SignalRef] = []
    /// How many were known, and nothing new of them.
    public var unchanged = 0

    public init() {}
}
