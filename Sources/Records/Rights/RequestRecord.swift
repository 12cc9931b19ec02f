public import Foundation
public import Rules
public import Vocabulary

/// A request of somebody about themselves, as recorded.
public struct RequestRecord: Hashable, Sendable {
    public var ref: RequestRef
    public var organisation: OrganisationRef
    /// The operator's own reference to the file that has the person's name. Personal data.
    public var reference: String
    /// Where they ask to be looked for.
    public var collections: [CollectionID]
    public var request: SubjectRequest
    public var recorded: Date
    public var recordedBy: AccountRef
    /// The erasure that was begun to grant it.
    public var erasure: String?
    /// What was answered, as JSON; absent while nothing was.
    public var answer: String?

    public init(
        ref: RequestRef, organisation: OrganisationRef, reference: String, collections: [CollectionID],
        request: SubjectRequest, recorded: Date, recordedBy: AccountRef, erasure: String? = nil, answer: String? = nil
    ) {
        self.ref = ref
        self.organisation = organisation
        self.reference = reference
        self.collections = collections
        self.request = request
        self.recorded = recorded
        self.recordedBy = recordedBy
        self.erasure = erasure
        self.answer = answer
    }
}

/// A search that was made to answer a request.
public struct RequestSearchRecord: Hashable, Sendable {
    /// What it came to.
    public struct Outcome: Hashable, Sendable {
        public var at: Date
        public var faces: Int
        public var photos: Int
        /// How many faces it found, those that an earlier one had found included.
        public var found: Int

        public init(at: Date, faces: Int, photos: Int, found: Int) {
            (self.at, self.faces, self.photos, self.found) = (at, faces, photos, found)
        }
    }

    /// 32 hexadecimal digits.
    public var id: String
    public var request: RequestRef
    public var at: Date
    public var account: AccountRef
    public var model: ModelID
    public var threshold: Float
    /// Nil while it runs, and when it was cut off: nothing of it was shown then.
    public var outcome: Outcome?
    /// When it failed, or was noticed to have died with its process.
    public var interrupted: Date?

    public init(
        id: String, request: RequestRef, at: Date, account: AccountRef, model: ModelID, threshold: Float,
        outcome: Outcome? = nil, interrupted: Date? = nil
    ) {
        self.id = id
        self.request = request
        self.at = at
        self.account = account
        self.model = model
        self.threshold = threshold
        self.outcome = outcome
        self.interrupted = interrupted
    }
}

/// A face that was found for a request, kept while the request is open.
public struct RequestFace: Hashable, Sendable {
    public enum Verdict: String, Hashable, Sendable, CaseIterable {
        /// It is the person who asks.
        case isPerson = "is"
        case isNot = "is-not"
    }

    /// Among those found for the request, from 1.
    public var number: Int
    public var search: String
    public var face: FaceID
    public var similarity: Float
    public var verdict: Verdict?

    public init(number: Int, search: String, face: FaceID, similarity: Float, verdict: Verdict? = nil) {
        (self.number, self.search, self.face) = (number, search, face)
        (self.similarity, self.verdict) = (similarity, verdict)
    }
}
