public import Vocabulary

/// What became of a batch.
public struct CommitResult: Hashable, Sendable {
    /// The number of each photo of the batch, in the batch's order.
    public var photos: [PhotoID] = []
    /// How many of them were enrolled now.
    public var enrolledPhotos = 0
    public var enrolledFaces = 0
    /// Faces of photos that were enrolled already: not recorded, so their templates have to leave the gallery.
    public var unusedFaces: [FaceID] = []
    /// Photos that lost their last path because the files there now hold something else. They stay enrolled.
    public var displacedPhotos: [PhotoID] = []

    public init() {}
}
