public import Foundation
public import Rules

/// A part of an organisation: a station, a desk, a department. Use is counted by it; it gives nobody a right.
public struct UnitRecord: Hashable, Sendable {
    /// 32 hexadecimal digits; it stands in the log.
    public var ref: String
    public var organisation: OrganisationRef
    /// No two of an organisation share one.
    public var name: String
    public var created: Date

    public init(ref: String, organisation: OrganisationRef, name: String, created: Date) {
        self.ref = ref
        self.organisation = organisation
        self.name = name
        self.created = created
    }
}
