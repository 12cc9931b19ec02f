public import Records
public import Vocabulary

/// What a custodian wants erased.
public struct ErasureRequest: Sendable {
    public var photos: Set<PhotoID>
    /// Single faces; a photo goes too when no other face is left in it.
    public var faces: Set<FaceID>
    /// Why; kept with the log's entry.
    public var reason: String

    public init(photos: Set<PhotoID> = [], faces: Set<FaceID> = [], reason: String) {
        self.photos = photos
        self.faces = faces
        self.reason = reason
    }
}

/// What was erased, or would be.
public struct ErasureReport: Sendable {
    public struct Part: Sendable {
        public let collection: CollectionRecord
        public let counts: ErasureCounts
    }

    /// In order of the collections' names.
    public let parts: [Part]
    /// Photos of one's own organisation that have the same content as an erased photo, or as one with an erased face. They
    /// stay.
    public let copies: [(photo: PhotoID, collection: CollectionRecord)]

    /// Sealed persons of whom faces were erased: what a seal knows them by stays until it is lifted.
    public let sealed: [SealedPersonRef]

    public var total: ErasureCounts { parts.reduce(ErasureCounts()) { $0 + $1.counts } }
}
