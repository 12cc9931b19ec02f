public import FaceAnalysis
public import Foundation
public import Records
public import TransparencyLog
public import Vocabulary

/// What a search returns: leads, never identifications. Only FaceSearch can make one,
/// and only after the log had the search.
public struct CandidateList: Sendable {
    /// The search's own random name.
    public let search: String
    public let receipt: SearchReceipt
    public let probe: AnalysedFace
    public let gallery: SearchedGallery
    public let model: ModelID
    public let threshold: Float
    public let limit: Int
    public let purpose: String
    /// Most similar first.
    public let candidates: [Candidate]
    public let times: SearchTimes

    init(
        search: String, receipt: SearchReceipt, probe: AnalysedFace, gallery: SearchedGallery, model: ModelID,
        threshold: Float, limit: Int, purpose: String, candidates: [Candidate], times: SearchTimes
    ) {
        self.search = search
        self.receipt = receipt
        self.probe = probe
        self.gallery = gallery
        self.model = model
        self.threshold = threshold
        self.limit = limit
        self.purpose = purpose
        self.candidates = candidates
        self.times = times
    }
}

/// What a search spent its time on. The rest of it went into asking the rules, records and log.
public struct SearchTimes: Sendable {
    /// Decoding the probe, and finding and describing the faces in it.
    public internal(set) var analysis = Duration.zero
    /// Comparing with the gallery, and looking up what was found.
    public internal(set) var comparison = Duration.zero
}

/// One face that resembles the probe.
public struct Candidate: Sendable {
    /// 1 for the most similar.
    public let rank: Int
    /// Cosine, -1 to 1.
    public let similarity: Float
    public let face: FaceRecord
    public let photo: PhotoRecord
    public let collection: CollectionRecord
    /// Where the photo lay when it was last seen; empty when its files have vanished.
    public let files: [FileRecord]
}

/// What was searched.
public struct SearchedGallery: Sendable {
    public let faces: Int
    public let photos: Int
    public let collections: [CollectionRecord]
}

/// What shows afterwards that this search was recorded, and what it returned.
public struct SearchReceipt: Sendable {
    public let recordedAt: Date
    /// Of the probe's file.
    public let probeSHA256: [UInt8]
    /// Of the candidates, as face numbers and similarities in order (see ``SearchReceipt/digest(of:)``).
    public let candidatesSHA256: [UInt8]
    /// Of the log's entry that says what came of the search.
    public let index: Int
    /// That this entry is in the log, for whoever has the log's key; nil while witnesses that are required have not cosigned.
    public let proof: Receipt?
}
