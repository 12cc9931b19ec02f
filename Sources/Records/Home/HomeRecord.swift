public import Foundation

/// The installation whose records these are.
public struct HomeRecord: Hashable, Sendable {
    /// The policy profile chosen at `likeness init`, such as `archive`.
    public var profile: String
    public var created: Date

    public init(profile: String, created: Date) {
        self.profile = profile
        self.created = created
    }
}
