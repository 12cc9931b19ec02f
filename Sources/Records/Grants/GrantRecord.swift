public import Foundation
public import Rules
public import Vocabulary

/// Names one grant.
public struct GrantRef: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public init(_ rawValue: String) { self.rawValue = rawValue }
}

/// The search of a collection, given by the organisation that controls it to another.
public struct GrantRecord: Hashable, Sendable {
    public var ref: GrantRef
    public var collection: CollectionID
    /// Who may search.
    public var organisation: OrganisationRef
    public var terms: SearchGrantTerms
    public var given: Date
    public var givenBy: AccountRef

    public init(
        ref: GrantRef, collection: CollectionID, organisation: OrganisationRef, terms: SearchGrantTerms, given: Date,
        givenBy: AccountRef
    ) {
        self.ref = ref
        self.collection = collection
        self.organisation = organisation
        self.terms = terms
        self.given = given
        self.givenBy = givenBy
    }
}
