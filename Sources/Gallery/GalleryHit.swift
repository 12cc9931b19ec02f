public import Vocabulary

/// A face that a search found.
public struct GalleryHit: Hashable, Sendable {
    public var face: FaceID
    public var collection: CollectionID
    /// The cosine of the probe's and the face's template, -1 to 1: summed in double precision,
    /// then rounded to a float.
    public var similarity: Float

    public init(face: FaceID, collection: CollectionID, similarity: Float) {
        self.face = face
        self.collection = collection
        self.similarity = similarity
    }
}
