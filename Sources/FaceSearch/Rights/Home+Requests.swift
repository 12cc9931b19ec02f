import Foundation
import Records
public import Rules
import TransparencyLog
import Vocabulary

/// Requests of people about themselves: receiving, identifying, refusing.
extension Home {
    /// Records that somebody asked about themselves. Only the reference tells who: the name stays in the operator's own file.
    /// - Throws: `request.received-when`, `request.unusable-reference`, `collection.…`, `search.nothing-enrolled`,
    ///   `role.missing`, `log.…`.
    public func receiveRequest(_ draft: RequestDraft, as actor: Actor) async throws -> DescribedRequest {
        guard tidied(draft.reference) == draft.reference, draft.reference.count <= 200 else {
            throw Failure(
                .requestUnusableReference,
                "A request's reference is empty, too long, or has characters that do not show.",
                remedy: "Write your file's reference plainly, with at most 200 characters; not the person's name.")
        }
        return try await act(as: actor, .answerRequest) { deed in
            let collections = try deed.collectionsAsked(draft.collections)
            let request = try SubjectRequest.received(
                draft.kind, at: draft.received ?? deed.now, under: deed.policy, now: deed.now)
            let record = RequestRecord(
                ref: .random(), organisation: deed.person.organisation.ref, reference: draft.reference,
                collections: collections.map(\.id), request: request, recorded: deed.now,
                recordedBy: deed.person.account.ref)
            try deed.records.add(record)
            try deed.tell(
                .requestReceived,
                ["request": record.ref.rawValue, "organisation": deed.person.organisation.ref.rawValue],
                [
                    "kind": .string(draft.kind.rawValue), "reference": .string(draft.reference),
                    "received": .string(request.received.formatted(.iso8601)),
                    "due": .string(request.due.formatted(.iso8601)),
                    "collections": .array(collections.map { .string($0.ref) }),
                ])
            return try deed.describe(record)
        }
    }

    /// Records by what means it was checked who asks.
    /// - Throws: `request.…`, `role.missing`, `log.…`.
    public func identifyRequest(
        _ ref: RequestRef, by means: IdentityMeans, words: String? = nil, as actor: Actor
    ) async throws {
        try await act(as: actor, .answerRequest) { deed in
            var record = try deed.request(ref)
            record.request = try record.request.identified(
                by: means, words: words, at: deed.now, account: deed.person.account.ref)
            try deed.records.update(record)
            try deed.tell(
                .requestIdentified, ["request": ref.rawValue],
                [
                    "kind": .string(record.request.kind.rawValue), "means": .string(means.rawValue),
                    "words": record.request.identification?.words.map { .string($0) } ?? .null,
                ])
        }
    }

    /// Refuses a request, with the reasons that the person is told. What was found for it is erased.
    /// - Throws: `request.…`, `text.unusable`, `role.missing`, `log.…`.
    public func refuseRequest(_ ref: RequestRef, because reason: String, as actor: Actor) async throws {
        try await endRequest(ref, as: actor, .requestRefused) { record, deed in
            record.request = try record.request.refused(
                because: reason, at: deed.now, account: deed.person.account.ref)
            return ["reason": .string(reason), "late": .bool(record.request.isLate(at: deed.now))]
        }
    }

    /// Whoever asked took it back. What was found for it is erased.
    /// - Throws: `request.ended`, `request.unknown`, `role.missing`, `log.…`.
    public func withdrawRequest(_ ref: RequestRef, as actor: Actor) async throws {
        try await endRequest(ref, as: actor, .requestWithdrawn) { record, deed in
            record.request = try record.request.withdrawn(at: deed.now, account: deed.person.account.ref)
            return [:]
        }
    }

    private func endRequest(
        _ ref: RequestRef, as actor: Actor, _ type: EventType,
        _ change: @Sendable (inout RequestRecord, Deed) throws -> [String: JSONValue]
    ) async throws {
        try await act(as: actor, .answerRequest) { deed in
            var record = try deed.request(ref)
            guard record.erasure == nil else { throw Self.requestBeingErased }
            let counts = try deed.found(for: record)
            let more = try change(&record, deed)
            try deed.records.update(record)
            try deed.records.eraseFindings(for: ref)
            try deed.tell(
                type, ["request": ref.rawValue],
                [
                    "kind": .string(record.request.kind.rawValue),
                    "due": .string(record.request.due.formatted(.iso8601)),
                    "found": try .integer(counts.progress.found), "confirmed": try .integer(counts.confirmed),
                ].merging(more) { $1 })
        }
        // What was deleted is overwritten: photos of the person are among it.
        try records.overwriteDeleted()
    }

    /// One's organisation's requests: open ones first, overdue ones before others; then those that have ended.
    public func requests(as actor: Actor) throws -> [DescribedRequest] {
        try look(as: actor, .answerRequest) { deed in
            try deed.records.requests(of: deed.person.organisation.ref).map { try deed.describe($0) }
        }
    }

    /// - Throws: `request.unknown`, for another organisation's too; `role.missing`.
    public func request(_ ref: RequestRef, as actor: Actor) throws -> DescribedRequest {
        try look(as: actor, .answerRequest) { deed in try deed.describe(deed.request(ref)) }
    }

    static let requestBeingErased = Failure(
        .requestEnded, "What the person asked for is being erased already.",
        remedy: "Answer the request: that finishes the erasure.")
}

extension Deed {
    /// A request to one's own organisation.
    /// - Throws: `request.unknown`.
    func request(_ ref: RequestRef) throws -> RequestRecord {
        guard let record = try records.request(ref), record.organisation == person.organisation.ref else {
            throw Failure(
                .requestUnknown, "Your organisation has no such request.",
                remedy: "`likeness request list` shows those that it has.")
        }
        return record
    }

    func describe(_ record: RequestRecord) throws -> DescribedRequest {
        let accounts = [
            record.recordedBy, record.request.identification?.by, record.request.decision?.by,
        ].compactMap(\.self)
        let (progress, confirmed) = try found(for: record)
        return DescribedRequest(
            record: record, collections: try collections(of: record), searches: try records.searches(for: record.ref),
            progress: progress, confirmed: confirmed,
            names: try Set(accounts).reduce(into: [:]) { $0[$1] = try records.account($1)?.name }, now: now)
    }

    /// How far a request has come, and how many faces are said to be the person's.
    func found(for record: RequestRecord) throws -> (progress: RequestProgress, confirmed: Int) {
        let faces = try records.faces(foundFor: record.ref)
        let searches = try records.searches(for: record.ref).filter { $0.outcome != nil }
        return (
            RequestProgress(
                searches: searches.count, found: faces.count, judged: faces.count { $0.verdict != nil }),
            faces.count { $0.verdict == .isPerson }
        )
    }

    func collections(of record: RequestRecord) throws -> [CollectionRecord] {
        try records.collections().filter {
            record.collections.contains($0.id) && $0.organisation == person.organisation.ref
        }
    }

    /// One's own organisation's collections, closed ones too: what they hold is held.
    fileprivate func collectionsAsked(_ names: [String]) throws -> [CollectionRecord] {
        let collections =
            try names.isEmpty
            ? records.collections().filter { $0.organisation == person.organisation.ref }
            : Set(names).sorted().map { try ownCollection(named: $0) }
        guard !collections.isEmpty else {
            throw Failure(
                .searchNothingEnrolled, "Your organisation has no collection that somebody could ask about.",
                remedy: "Tell them so; nothing has to be recorded here.")
        }
        return collections
    }
}
