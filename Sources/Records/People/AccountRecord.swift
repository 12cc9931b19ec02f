public import Foundation
public import Rules

/// One person's account. Its secrets are asked for apart.
public struct AccountRecord: Hashable, Sendable {
    public var ref: AccountRef
    public var organisation: OrganisationRef
    /// What its owner logs in by; no two share one.
    public var name: String
    public var standing: Standing
    public var roles: Set<Role>
    public var created: Date
    /// Whether a password was chosen.
    public var isSetUp: Bool
    /// Until then nobody can log in by it: too many wrong passwords.
    public var barredUntil: Date?
    /// The break-glass authorisation that nobody confirmed: until an approver acts, this account does not search.
    public var lockedBy: AuthorisationRef?

    public init(
        ref: AccountRef, organisation: OrganisationRef, name: String, standing: Standing = .active, roles: Set<Role>,
        created: Date, isSetUp: Bool = false, barredUntil: Date? = nil, lockedBy: AuthorisationRef? = nil
    ) {
        self.ref = ref
        self.organisation = organisation
        self.name = name
        self.standing = standing
        self.roles = roles
        self.created = created
        self.isSetUp = isSetUp
        self.barredUntil = barredUntil
        self.lockedBy = lockedBy
    }
}

/// A log-in that has not ended.
public struct SessionRecord: Hashable, Sendable {
    public var account: AccountRef
    public var opened: Date
    /// When it was last used.
    public var used: Date
    public var expires: Date

    public init(account: AccountRef, opened: Date, used: Date, expires: Date) {
        self.account = account
        self.opened = opened
        self.used = used
        self.expires = expires
    }
}
