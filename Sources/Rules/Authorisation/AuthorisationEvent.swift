public import Vocabulary

/// What can happen to an authorisation. Whether somebody holds the role for it is asked of ``Duty`` before.
public enum AuthorisationEvent: Hashable, Sendable {
    /// - Parameter reason: the approver's words; may be empty.
    case approve(by: AccountRef, reason: String)
    case refuse(by: AccountRef, reason: String)
    /// An approver takes it back, or the requester gives it back.
    case revoke(by: AccountRef, reason: String)
    /// One search.
    /// - Parameter purpose: as named with the search; nil when none was named.
    case use(by: AccountRef, collections: Set<CollectionID>, purpose: String?)
    /// Time has passed.
    case tick
}
