public import Vocabulary

/// What has to be known of a photo to erase it, or a face in it.
public struct ErasablePhoto: Hashable, Sendable {
    public var id: PhotoID
    public var collection: CollectionID
    /// SHA-256 of the file's bytes, 32 bytes.
    public var sha256: [UInt8]
    /// Each with the recogniser that made its template; without those that are being erased.
    public var faces: [FaceID: ModelID]
    /// How many paths it was found at.
    public var files: Int

    public init(id: PhotoID, collection: CollectionID, sha256: [UInt8], faces: [FaceID: ModelID], files: Int) {
        self.id = id
        self.collection = collection
        self.sha256 = sha256
        self.faces = faces
        self.files = files
    }
}
