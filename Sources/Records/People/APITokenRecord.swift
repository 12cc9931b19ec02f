public import Foundation
public import Rules

/// What lets a program act for an account, for some of what the account may do, for a time.
public struct APITokenRecord: Hashable, Sendable {
    /// 32 hexadecimal digits; says nothing of the token.
    public var ref: String
    public var account: AccountRef
    /// In its owner's words.
    public var label: String
    public var duties: Set<Duty>
    public var created: Date
    public var expires: Date
    public var used: Date?

    public init(
        ref: String, account: AccountRef, label: String, duties: Set<Duty>, created: Date, expires: Date,
        used: Date? = nil
    ) {
        self.ref = ref
        self.account = account
        self.label = label
        self.duties = duties
        self.created = created
        self.expires = expires
        self.used = used
    }
}
