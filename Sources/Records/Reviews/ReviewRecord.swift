public import Foundation
public import Rules

/// What an examiner said of a candidate.
public struct ReviewRecord: Hashable, Sendable {
    /// The search's id.
    public var search: String
    public var rank: Int
    public var review: Review
    /// In the examiner's words.
    public var reasons: String
    public var at: Date

    public init(search: String, rank: Int, review: Review, reasons: String, at: Date) {
        self.search = search
        self.rank = rank
        self.review = review
        self.reasons = reasons
        self.at = at
    }
}

/// A candidate that was sent to examiners.
public struct ReviewRequest: Hashable, Sendable {
    public var candidate: StoredCandidate
    public var asked: Date
    public var askedBy: AccountRef

    public init(candidate: StoredCandidate, asked: Date, askedBy: AccountRef) {
        self.candidate = candidate
        self.asked = asked
        self.askedBy = askedBy
    }
}
