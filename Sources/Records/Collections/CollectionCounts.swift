/// How much a collection holds.
public struct CollectionCounts: Hashable, Sendable {
    /// Different contents.
    public var photos: Int
    /// Without sealed ones.
    public var faces: Int
    /// Paths that were there at the last look, each with an enrolled photo.
    public var files: Int
    /// Paths that are gone while their photo is at no other path. A moved file is not among them.
    public var vanishedFiles: Int
    public var unreadableFiles: Int

    public init(photos: Int, faces: Int, files: Int, vanishedFiles: Int, unreadableFiles: Int) {
        self.photos = photos
        self.faces = faces
        self.files = files
        self.vanishedFiles = vanishedFiles
        self.unreadableFiles = unreadableFiles
    }
}
