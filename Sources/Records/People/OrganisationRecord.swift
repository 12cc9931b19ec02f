public import Foundation
public import Rules

/// A body whose people use Likeness: it controls collections, or searches those that others granted it.
public struct OrganisationRecord: Hashable, Sendable {
    public var ref: OrganisationRef
    /// No two share one.
    public var name: String
    public var standing: Standing
    public var created: Date

    public init(ref: OrganisationRef, name: String, standing: Standing = .active, created: Date) {
        self.ref = ref
        self.name = name
        self.standing = standing
        self.created = created
    }
}
