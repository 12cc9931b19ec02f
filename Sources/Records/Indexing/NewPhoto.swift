public import Vocabulary

/// A photo to enrol, with everything found in it.
public struct NewPhoto: Hashable, Sendable {
    /// SHA-256 of the file's bytes, 32 bytes.
    public var sha256: [UInt8]
    /// Pixels of the upright photo.
    public var width: Int
    /// Pixels of the upright photo.
    public var height: Int
    public var byteCount: Int
    /// The file format, such as `jpeg`.
    public var format: String
    public var metadata: PhotoMetadata
    /// May be empty: a photo without a face is known too, so that it is not read again.
    public var faces: [FaceRecord]
    /// Every path with this content.
    public var files: [FileRecord]
    /// A face of it was left out, because it was erased before. Caption and credit are left out too: they may name the person.
    public var hasErasedFace = false
    /// Which of its faces are whose that are sealed.
    public var sealed: [FaceID: Set<SealedPersonRef>] = [:]

    public init(
        sha256: [UInt8], width: Int, height: Int, byteCount: Int, format: String, metadata: PhotoMetadata,
        faces: [FaceRecord], files: [FileRecord]
    ) {
        self.sha256 = sha256
        self.width = width
        self.height = height
        self.byteCount = byteCount
        self.format = format
        self.metadata = metadata
        self.faces = faces
        self.files = files
    }
}
