public import Foundation
public import Records
public import Rules

/// A candidate as its examiners see it: probe and candidate, and of what others said only what they may see.
public struct CandidateUnderReview: Sendable {
    public let search: String
    public let rank: Int
    public let similarity: Float
    public let purpose: String
    public let probeType: ProbeType?
    /// Nil when its time was over, or it was erased.
    public let probe: StoredProbe?
    /// Nil when the face was erased since, or its collection is no longer one's own or granted.
    public let candidate: FaceWithPhoto?
    public let state: ReviewPanel.State
    public let visible: [ReviewRecord]
}

/// A candidate that waits for an examiner.
public struct WaitingReview: Sendable {
    public let search: String
    public let rank: Int
    public let similarity: Float
    public let asked: Date
}
