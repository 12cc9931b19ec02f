public import Foundation
public import Rules
public import Vocabulary

/// An erasure that somebody ordered, while it is not over.
public struct ErasureRecord: Hashable, Sendable {
    /// Random, 32 hexadecimal digits.
    public var ref: String
    /// Who ordered it; nil: it was time.
    public var account: AccountRef?
    public var reason: String
    public var begun: Date
    /// What it has marked so far, by collection.
    public var counts: [CollectionID: ErasureCounts]

    public init(
        ref: String, account: AccountRef?, reason: String, begun: Date, counts: [CollectionID: ErasureCounts] = [:]
    ) {
        self.ref = ref
        self.account = account
        self.reason = reason
        self.begun = begun
        self.counts = counts
    }
}

/// How much an erasure takes.
public struct ErasureCounts: Hashable, Sendable {
    public var photos: Int
    /// Those of erased photos included.
    public var faces: Int
    /// Paths, those where the photo no longer was included.
    public var files: Int
    /// Payloads behind the log's entries that cannot be opened any more.
    public var openings: Int

    public init(photos: Int = 0, faces: Int = 0, files: Int = 0, openings: Int = 0) {
        self.photos = photos
        self.faces = faces
        self.files = files
        self.openings = openings
    }

    public static func + (left: ErasureCounts, right: ErasureCounts) -> ErasureCounts {
        ErasureCounts(
            photos: left.photos + right.photos, faces: left.faces + right.faces, files: left.files + right.files,
            openings: left.openings + right.openings)
    }
}
