public import Foundation

/// How a search ended.
public struct SearchOutcome: Hashable, Sendable {
    public var at: Date
    /// How many faces were compared.
    public var galleryFaces: Int
    /// How many photos they were in.
    public var galleryPhotos: Int
    public var candidates: Int
    /// SHA-256 of the candidate list, 32 bytes.
    public var candidatesSHA256: [UInt8]

    public init(at: Date, galleryFaces: Int, galleryPhotos: Int, candidates: Int, candidatesSHA256: [UInt8]) {
        self.at = at
        self.galleryFaces = galleryFaces
        self.galleryPhotos = galleryPhotos
        self.candidates = candidates
        self.candidatesSHA256 = candidatesSHA256
    }
}
