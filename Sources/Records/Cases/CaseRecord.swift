public import Foundation
public import Rules

/// What searches are made for: a case, or an archive's project.
public struct CaseRecord: Hashable, Sendable {
    public var ref: CaseRef
    public var organisation: OrganisationRef
    /// The organisation's own name for it; unique there.
    public var reference: String
    public var opened: Date
    public var openedBy: AccountRef
    public var closed: Date?

    public init(
        ref: CaseRef, organisation: OrganisationRef, reference: String, opened: Date, openedBy: AccountRef,
        closed: Date? = nil
    ) {
        self.ref = ref
        self.organisation = organisation
        self.reference = reference
        self.opened = opened
        self.openedBy = openedBy
        self.closed = closed
    }
}
