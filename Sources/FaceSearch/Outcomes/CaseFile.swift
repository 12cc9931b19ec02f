public import Foundation
public import Records
public import Rules
public import TransparencyLog

/// All that was done on a case: for whoever has to judge it, or has to disclose it to the person it is about. Searches that
/// found nobody and candidates that were somebody else are in it too.
public struct CaseFile: Sendable {
    /// An authorisation with the searches that were made on it.
    public struct Part: Sendable {
        public let described: DescribedAuthorisation
        public let searches: [Search]
        /// Searches that were asked for on it, and that the rules did not allow.
        public let refusals: [Refusal]
    }

    public struct Refusal: Sendable {
        public let at: Date
        public let account: AccountRef
        /// The failure's code; nil when its time was over.
        public let code: String?
    }

    /// An examiner was shown probe and candidate.
    public struct Look: Sendable {
        public let at: Date
        public let examiner: AccountRef
        /// Nil when its time was over.
        public let rank: Int?
    }

    public struct Search: Sendable {
        public let past: PastSearch
        /// Nil when its time was over, or it was erased.
        public let probe: StoredProbe?
        public let looks: [Look]
        /// Those that are kept; ``past`` says how many there were.
        public let candidates: [Candidate]
        /// Of the log's entry that says what came of the search; nil for one that was cut off, or before its proof is cosigned.
        public let receipt: Receipt?
    }

    public struct Candidate: Sendable {
        public let stored: StoredCandidate
        /// Nil when the face was erased since, or its collection is no longer one's own or granted.
        public let face: FaceWithPhoto?
        /// Nil when it was not sent to examiners.
        public let state: ReviewPanel.State?
        /// Only of candidates whose examiners have all spoken.
        public let reviews: [ReviewRecord]
    }

    public let record: CaseRecord
    public let organisation: OrganisationRecord
    public let exported: Date
    public let parts: [Part]
    public let outcomes: [OutcomeRecord]
    /// The accounts' names.
    public let names: [AccountRef: String]
    /// What verifies the receipts.
    public let logKey: VerifierKey
}
