public import Records
public import Rules
import Vocabulary

/// What searches for somebody who asks have found, and whose faces these are.
extension Home {
    /// What was found for a request, in the order in which it was found; the most similar of a search first.
    /// - Throws: `request.unknown`, `role.missing`.
    public func facesFound(for ref: RequestRef, as actor: Actor) throws -> [FoundFace] {
        try look(as: actor, .answerRequest) { deed in
            let record = try deed.request(ref)
            return try deed.records.faces(foundFor: ref).compactMap { try deed.show($0, of: record) }
        }
    }

    /// One of them.
    /// - Throws: `request.unknown`, `request.face-unknown`, `role.missing`.
    public func faceFound(_ number: Int, for ref: RequestRef, as actor: Actor) throws -> FoundFace {
        guard let found = try facesFound(for: ref, as: actor).first(where: { $0.number == number }) else {
            throw Self.requestFaceUnknown
        }
        return found
    }

    /// The photo that a request's search was made with; nil once the request has ended.
    /// - Throws: `request.unknown`, `role.missing`.
    public func probe(ofSearch search: String, for ref: RequestRef, as actor: Actor) throws -> StoredProbe? {
        try look(as: actor, .answerRequest) { deed in
            _ = try deed.request(ref)
            guard try deed.records.searches(for: ref).contains(where: { $0.id == search }) else { return nil }
            return try deed.records.probe(ofRequestSearch: search)
        }
    }

    /// Says of found faces whether they are the person's. What was said is in the log with the answer, as counts.
    /// - Throws: `request.…`, `role.missing`.
    public func judge(
        _ verdicts: [Int: RequestFace.Verdict], for ref: RequestRef, as actor: Actor
    ) async throws -> DescribedRequest {
        try await act(as: actor, .answerRequest) { deed in
            let record = try deed.request(ref)
            guard record.erasure == nil else { throw Self.requestBeingErased }
            try record.request.checkJudging()
            for (number, verdict) in verdicts {
                guard try deed.records.judge(number, for: ref, verdict) else { throw Self.requestFaceUnknown }
            }
            return try deed.describe(record)
        }
    }

    static let requestFaceUnknown = Failure(
        .requestFaceUnknown, "Nothing of this number was found for the request, or it is no longer kept.",
        remedy: "`likeness request show` lists what was found.")
}

/// A face that may be the person's who asks. For the custodian who answers them, and for nobody else.
public struct FoundFace: Sendable {
    /// Among those found for the request, from 1.
    public let number: Int
    /// Cosine, -1 to 1.
    public let similarity: Float
    public let verdict: RequestFace.Verdict?
    /// The search that found it first.
    public let search: String
    public let face: FaceWithPhoto
    public let collection: CollectionRecord
}

extension Deed {
    /// Nil when it was erased meanwhile.
    func show(_ found: RequestFace, of record: RequestRecord) throws -> FoundFace? {
        guard let face = try records.face(found.face),
            let collection = try collections(of: record).first(where: { $0.id == face.photo.collection })
        else { return nil }
        return FoundFace(
            number: found.number, similarity: found.similarity, verdict: found.verdict, search: found.search,
            face: face, collection: collection)
    }
}
