public import Rules

/// Somebody who has shown who they are. What they may do is asked anew in each action: a suspension takes effect on the next.
///
/// Comes from ``Home/actor(bearing:)`` or, in a household, from ``Home/owner()``; nobody else can make one.
public struct Actor: Hashable, Sendable {
    public let account: AccountRef
    /// As they log in.
    public let name: String

    init(_ account: AccountRef, name: String) {
        self.account = account
        self.name = name
    }
}
