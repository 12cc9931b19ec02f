public import Foundation
public import Vocabulary

/// What indexing learnt about one collection since its last commit.
///
/// A path belongs in one of the lists only; where it stands in several, the later one wins.
public struct IndexBatch: Sendable {
    /// A path that holds the content of a photo enrolled before: moved, copied, or touched.
    public struct AnotherFile: Hashable, Sendable {
        public var photo: PhotoID
        public var file: FileRecord

        public init(photo: PhotoID, file: FileRecord) {
            self.photo = photo
            self.file = file
        }
    }

    public var collection: CollectionID
    /// When this was learnt: the photos' date of enrolment, the files' last sight.
    public var date: Date
    public var photos: [NewPhoto]
    public var files: [AnotherFile]
    public var unreadable: [UnreadableFile]
    /// Paths of known files that are there unchanged.
    public var seen: [[UInt8]]

    public init(
        collection: CollectionID, date: Date, photos: [NewPhoto] = [], files: [AnotherFile] = [],
        unreadable: [UnreadableFile] = [], seen: [[UInt8]] = []
    ) {
        self.collection = collection
        self.date = date
        self.photos = photos
        self.files = files
        self.unreadable = unreadable
        self.seen = seen
    }
}
