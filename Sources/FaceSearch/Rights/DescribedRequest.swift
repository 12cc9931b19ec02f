public import Foundation
public import Records
public import Rules

/// A request of somebody about themselves, with what is known around it.
public struct DescribedRequest: Sendable {
    public let record: RequestRecord
    /// Those that it asks about, in order of name.
    public let collections: [CollectionRecord]
    public let searches: [RequestSearchRecord]
    public let progress: RequestProgress
    /// How many faces are said to be the person's.
    public let confirmed: Int
    /// Names of those who worked on it.
    public let names: [AccountRef: String]
    /// The moment that ``isLate`` and ``daysLeft`` are told for.
    public let now: Date

    public var ref: RequestRef { record.ref }
    public var request: SubjectRequest { record.request }
    public var isLate: Bool { request.isLate(at: now) }
    public var daysLeft: Int { request.daysLeft(at: now) }
    /// Due within a week, or overdue.
    public var isDueSoon: Bool { request.state.isOpen && daysLeft <= 7 }

    public func name(_ account: AccountRef) -> String { names[account] ?? account.rawValue }
}

/// What the operator enters when a request comes in.
public struct RequestDraft: Sendable {
    public var kind: RequestKind
    /// The operator's own reference to the file that has the person's name.
    public var reference: String
    /// Names of collections; empty: all of one's organisation.
    public var collections: [String]
    /// When it reached the operator; nil: now.
    public var received: Date?

    public init(kind: RequestKind, reference: String, collections: [String] = [], received: Date? = nil) {
        self.kind = kind
        self.reference = reference
        self.collections = collections
        self.received = received
    }
}
