public import Foundation
public import Rules
public import Vocabulary

/// Names one sealed person: 32 hexadecimal digits, random.
public struct SealedPersonRef: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public init(_ rawValue: String) { self.rawValue = rawValue }
}

/// Somebody whom no searcher is shown: a witness, a victim, a protected person.
public struct SealedPerson: Hashable, Sendable {
    public var ref: SealedPersonRef
    /// In whose collections.
    public var organisation: OrganisationRef
    /// By which their faces are known.
    public var template: Template
    /// A face of this similarity or more is theirs, -1 to 1.
    public var threshold: Float
    public var reason: String
    public var sealed: Date

    public init(
        ref: SealedPersonRef, organisation: OrganisationRef, template: Template, threshold: Float, reason: String,
        sealed: Date
    ) {
        self.ref = ref
        self.organisation = organisation
        self.template = template
        self.threshold = threshold
        self.reason = reason
        self.sealed = sealed
    }
}

/// A search that would have shown a sealed person.
public struct SealedHit: Hashable, Sendable {
    public var search: String
    public var at: Date
    /// Who searched.
    public var account: String
    public var person: SealedPersonRef

    public init(search: String, at: Date, account: String, person: SealedPersonRef) {
        self.search = search
        self.at = at
        self.account = account
        self.person = person
    }
}
