public import Foundation
public import Rules
public import Vocabulary

/// Photos under one controller and one lawful basis.
public struct CollectionRecord: Hashable, Sendable {
    public var id: CollectionID
    /// Stands for it in the log: 32 hexadecimal digits.
    public var ref: String
    /// The controller's; nil in a home from before there were organisations, until its first account is made.
    public var organisation: OrganisationRef?
    /// What people call it; no two collections share a name.
    public var name: String
    /// The organisation, and the person in it, that answers for the collection.
    public var controller: String
    /// Why it is lawful to search these photos for faces.
    public var lawfulBasis: String
    /// Where the photos came from.
    public var source: String
    /// How many days a photo is kept, 1 or more.
    public var retentionDays: Int
    public var created: Date
    /// From then on it takes no more photos. Nil while it is open.
    public var closed: Date?

    public init(
        id: CollectionID, ref: String, organisation: OrganisationRef?, name: String, controller: String,
        lawfulBasis: String, source: String, retentionDays: Int, created: Date, closed: Date? = nil
    ) {
        self.id = id
        self.ref = ref
        self.organisation = organisation
        self.name = name
        self.controller = controller
        self.lawfulBasis = lawfulBasis
        self.source = source
        self.retentionDays = retentionDays
        self.created = created
        self.closed = closed
    }
}
