public import Foundation
public import Rules
public import Vocabulary

/// Names one protected person: 32 hexadecimal digits, random.
public struct ProtectedPersonRef: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public init(_ rawValue: String) { self.rawValue = rawValue }
}

/// Somebody who asked that overseers be told when they are searched for: a colleague, a member of somebody's family.
public struct ProtectedPerson: Hashable, Sendable {
    public var ref: ProtectedPersonRef
    /// Whose custodian they asked.
    public var organisation: OrganisationRef
    public var model: ModelID
    /// Their template, sealed to the oversight key.
    public var box: [UInt8]
    /// Whose searches they fear, if anybody's.
    public var feared: AccountRef?
    public var reason: String
    public var added: Date

    public init(
        ref: ProtectedPersonRef, organisation: OrganisationRef, model: ModelID, box: [UInt8], feared: AccountRef?,
        reason: String, added: Date
    ) {
        self.ref = ref
        self.organisation = organisation
        self.model = model
        self.box = box
        self.feared = feared
        self.reason = reason
        self.added = added
    }
}
