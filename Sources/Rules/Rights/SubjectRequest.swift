public import Foundation

/// A request of somebody about themselves, from its receipt on.
public struct SubjectRequest: Hashable, Sendable {
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// It has come in.
        case received
        /// It was checked who asks.
        case identified
        case answered, refused, withdrawn

        public var isOpen: Bool { self == .received || self == .identified }
    }

    /// How it ended.
    public struct Decision: Hashable, Sendable {
        public enum Kind: String, Hashable, Sendable, CaseIterable { case answered, refused, withdrawn }

        public let kind: Kind
        /// Why; always with a refusal.
        public let reason: String?
        public let at: Date
        public let by: AccountRef

        public init(_ kind: Kind, reason: String?, at: Date, by: AccountRef) {
            (self.kind, self.reason, self.at, self.by) = (kind, reason, at, by)
        }
    }

    public let kind: RequestKind
    /// When it reached the operator: deadlines run from here.
    public let received: Date
    /// By when it is to be answered.
    public let due: Date
    public internal(set) var identification: Identification?
    public internal(set) var decision: Decision?

    /// As recorded.
    public init(
        kind: RequestKind, received: Date, due: Date, identification: Identification? = nil, decision: Decision? = nil
    ) {
        (self.kind, self.received, self.due) = (kind, received, due)
        (self.identification, self.decision) = (identification, decision)
    }

    public var state: State {
        switch decision?.kind {
        case .answered: .answered
        case .refused: .refused
        case .withdrawn: .withdrawn
        case nil: identification == nil ? .received : .identified
        }
    }

    /// Whether it was, or is by now, answered too late. One that was withdrawn is not.
    public func isLate(at now: Date) -> Bool {
        switch decision {
        case nil: now > due
        case .some(let decision): decision.kind != .withdrawn && decision.at > due
        }
    }

    /// Whole days until it is due, rounded up; below zero, days since.
    public func daysLeft(at now: Date) -> Int { Int((due.timeIntervalSince(now) / 86_400).rounded(.up)) }
}

/// What was found of somebody who asks, and what was made of it.
public struct RequestProgress: Hashable, Sendable {
    /// Searches that were made for it to the end.
    public let searches: Int
    /// Faces that these showed.
    public let found: Int
    /// Of them, faces of which it was said whose they are.
    public let judged: Int

    public init(searches: Int, found: Int, judged: Int) {
        (self.searches, self.found, self.judged) = (searches, found, judged)
    }
}
