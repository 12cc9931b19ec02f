public import Foundation
public import Vocabulary

/// Photos under one controller and one lawful basis.
public struct CollectionRecord: Hashable, Sendable {
    public var id: CollectionID
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
        id: CollectionID, name: String, controller: String, lawfulBasis: String, source: String, retentionDays: Int,
        created: Date, closed: Date? = nil
    ) {
        self.id = id
        self.name = name
        self.controller = controller
        self.lawfulBasis = lawfulBasis
        self.source = source
        self.retentionDays = retentionDays
        self.created = created
        self.closed = closed
    }
}
