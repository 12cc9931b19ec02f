public import Foundation
public import Rules

/// Names one look: 32 hexadecimal digits, random.
public struct SignalLookRef: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public init(_ rawValue: String) { self.rawValue = rawValue }
}

/// One look of an overseer at the face behind a signal.
public struct SignalLookRecord: Hashable, Sendable {
    public var ref: SignalLookRef
    public var signal: SignalRef
    /// Whose probe.
    public var search: String
    public var account: AccountRef
    public var at: Date
    public var reason: String

    public init(
        ref: SignalLookRef, signal: SignalRef, search: String, account: AccountRef, at: Date, reason: String
    ) {
        self.ref = ref
        self.signal = signal
        self.search = search
        self.account = account
        self.at = at
        self.reason = reason
    }
}
