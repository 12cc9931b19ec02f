/// All there is to show of a candidate.
public struct FaceWithPhoto: Hashable, Sendable {
    public var face: FaceRecord
    public var photo: PhotoRecord
    /// Where the photo was at the last look, in order of path; empty when it has vanished.
    public var files: [FileRecord]

    public init(face: FaceRecord, photo: PhotoRecord, files: [FileRecord]) {
        self.face = face
        self.photo = photo
        self.files = files
    }
}
