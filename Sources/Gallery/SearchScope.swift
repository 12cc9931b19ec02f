public import Vocabulary

/// Which faces a search may see.
public struct SearchScope: Hashable, Sendable {
    /// The collections to look in; nil for all of them.
    public var collections: Set<CollectionID>?
    /// Faces with greater ids are not seen: a reader ignores what the records have not committed yet.
    public var upTo: FaceID?
    /// Faces that no result holds, as if they were not enrolled: the list is filled with the next ones. Counts take no notice
    /// of it.
    public var leavingOut: Set<FaceID>

    /// Every face of the gallery.
    public static let everything = SearchScope()

    public init(collections: Set<CollectionID>? = nil, upTo: FaceID? = nil, leavingOut: Set<FaceID> = []) {
        self.collections = collections
        self.upTo = upTo
        self.leavingOut = leavingOut
    }
}
