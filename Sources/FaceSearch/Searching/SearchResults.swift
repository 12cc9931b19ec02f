public import Records
public import Rules
public import TransparencyLog

/// A search that was made, to be looked at again by whoever made it.
public struct SearchResults: Sendable {
    public struct Entry: Sendable {
        public let stored: StoredCandidate
        /// Nil when the face was erased since, or its collection is no longer one's own or granted.
        public let face: FaceWithPhoto?
        public let collection: CollectionRecord?
        /// The other faces in the same photo.
        public let others: [FaceRecord]
        public let mark: CandidateMark?
        /// Nil when it was not sent to examiners.
        public let state: ReviewPanel.State?
        /// Once all examiners have spoken.
        public let reviews: [ReviewRecord]
    }

    public let past: PastSearch
    /// Nil where the policy itself allowed the search.
    public let authorisation: DescribedAuthorisation?
    public let collections: [CollectionRecord]
    /// Nil when its time was over, or it was erased.
    public let probe: StoredProbe?
    /// Those that are kept, by rank.
    public let candidates: [Entry]
    /// Of the log's entry that says what came of it.
    public let receipt: Receipt?
    /// What verifies the receipt.
    public let logKey: VerifierKey
}
