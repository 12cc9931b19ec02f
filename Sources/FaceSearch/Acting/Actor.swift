public import Rules

/// Somebody who has shown who they are. What they may do is asked anew in each action: a suspension takes effect on the next.
///
/// Comes from ``Home/actor(bearing:)``, ``Home/actor(bearingAPIToken:)`` or, in a household, from ``Home/owner()``; nobody else can make one.
public struct Actor: Hashable, Sendable {
    public let account: AccountRef
    /// As they log in.
    public let name: String
    /// What a program that acts for them was allowed; nil when they act themselves.
    public let scope: Set<Duty>?

    init(_ account: AccountRef, name: String, scope: Set<Duty>? = nil) {
        self.account = account
        self.name = name
        self.scope = scope
    }
}
