public import Vocabulary

/// A candidate as it was shown.
public struct StoredCandidate: Hashable, Sendable {
    /// The search's id.
    public var search: String
    public var rank: Int
    public var face: FaceID
    public var similarity: Float

    public init(search: String, rank: Int, face: FaceID, similarity: Float) {
        self.search = search
        self.rank = rank
        self.face = face
        self.similarity = similarity
    }
}

/// The photo that was searched with, and which face in it.
public struct StoredProbe: Hashable, Sendable {
    /// The file's bytes.
    public var photo: [UInt8]
    public var box: Box
    public var landmarks: Landmarks

    public init(photo: [UInt8], box: Box, landmarks: Landmarks) {
        self.photo = photo
        self.box = box
        self.landmarks = landmarks
    }
}
