import Crypto
public import FaceAnalysis
import Foundation
import Records
public import Rules
import TransparencyLog
public import Vocabulary

/// How a request is granted.
public struct AnswerChoice: Sendable {
    /// To be sealed, or watched over: a photo of the person. It is not kept.
    public var photo: [UInt8]?
    /// Which of its faces, 1 for the leftmost; nil when there is only one.
    public var face: Int?
    /// Whether an answer to an access request tells how often searches showed the person. Where telling would prejudice an
    /// inquiry the law lets the controller leave it out (UK DPA 2018 s. 45(4)).
    public var tellsSearches: Bool

    public init(photo: [UInt8]? = nil, face: Int? = nil, tellsSearches: Bool = true) {
        self.photo = photo
        self.face = face
        self.tellsSearches = tellsSearches
    }
}

extension Home {
    /// Grants a request, does what it asks for, and answers it. The photo and faces that were kept for it are erased. What was
    /// answered is read with ``papers(of:as:)``, as often as needed.
    ///
    /// May be killed at any instant: answering once more goes on where it was.
    /// - Throws: `request.…`, `role.missing`, `home.locked`, `probe.…`, `photo.…`, `log.…`.
    public func answerRequest(
        _ ref: RequestRef, _ choice: AnswerChoice = AnswerChoice(), as actor: Actor, with analyzer: FaceAnalyzer
    ) async throws {
        let record = try look(as: actor, .answerRequest) { deed in
            let record = try deed.request(ref)
            try record.request.checkAnswer(after: deed.found(for: record).progress)
            return record
        }
        switch record.request.kind {
        case .access: try await conclude(ref, as: actor) { try $1.answer(to: $0, tellsSearches: choice.tellsSearches) }
        case .erasure, .objection: try await eraseOnRequest(record, as: actor)
        case .sealing: try await sealOnRequest(ref, choice, as: actor, with: analyzer)
        case .alert: try await protectOnRequest(ref, choice, as: actor, with: analyzer)
        }
    }

    /// Erases what a custodian confirmed, then answers.
    private func eraseOnRequest(_ record: RequestRecord, as actor: Actor) async throws {
        let ref = record.ref
        if record.erasure == nil {
            let theirs = try look(as: actor, .erase) { try $0.confirmedFaces(of: ref) }
            guard !theirs.isEmpty else {
                return try await conclude(ref, as: actor) { try $1.answer(to: $0, tellsSearches: false) }
            }
            _ = try await erase(
                ErasureRequest(faces: theirs, reason: Self.reason(for: ref)), as: actor
            ) { deed, erasure, plan in
                // In the transaction that begins the erasure: whoever comes after a crash finds what was answered.
                var record = try deed.request(ref)
                try record.request.checkAnswer(after: deed.found(for: record).progress)
                guard try deed.confirmedFaces(of: ref) == theirs else { throw Self.requestFaceUnknown }
                record.erasure = erasure
                record.answer = try deed.answer(to: record, tellsSearches: false, erasing: plan).json
                try deed.records.update(record)
            }
        } else {
            let lock = try HomeLock(of: self)
            defer { withExtendedLifetime(lock) {} }
            try await finishErasures()
        }
        try await conclude(ref, as: actor) { record, _ in
            guard let answer = record.answer else { throw Self.unusable }
            return try SubjectAnswer.read(answer)
        }
    }

    private func sealOnRequest(
        _ ref: RequestRef, _ choice: AnswerChoice, as actor: Actor, with analyzer: FaceAnalyzer
    ) async throws {
        guard let photo = choice.photo else { throw Self.requestNoPhoto }
        let found = try await facesToSeal(photo, face: choice.face, as: actor, with: analyzer)
        defer { withExtendedLifetime(found) {} }
        try await conclude(ref, as: actor) { record, deed in
            let sealed = try deed.seal(found, because: Self.reason(for: ref))
            return try deed.answer(to: record, tellsSearches: false, sealedFaces: sealed.faces)
        }
    }

    /// From now on overseers are told of searches for the person (`protection.added`).
    private func protectOnRequest(
        _ ref: RequestRef, _ choice: AnswerChoice, as actor: Actor, with analyzer: FaceAnalyzer
    ) async throws {
        guard let photo = choice.photo else { throw Self.requestNoPhoto }
        let box = try await boxToProtect(photo, face: choice.face, as: actor, with: analyzer)
        try await conclude(ref, as: actor) { record, deed in
            try deed.protect(box, because: Self.reason(for: ref))
            return try deed.answer(to: record, tellsSearches: false)
        }
    }

    private static func reason(for ref: RequestRef) -> String { "asked for by the person: request \(ref.rawValue)" }

    /// The end of every request that is granted: what was answered is recorded, what was kept for it goes. What `answering` does
    /// for the person is done in the same transaction, so that whoever comes after a crash finds all of it or nothing.
    private func conclude(
        _ ref: RequestRef, as actor: Actor,
        _ answering: @Sendable (RequestRecord, Deed) throws -> SubjectAnswer
    ) async throws {
        try await act(as: actor, .answerRequest) { deed in
            var record = try deed.request(ref)
            let answer = try answering(record, deed)
            record.request = try record.request.answered(
                after: deed.found(for: record).progress, at: deed.now, account: deed.person.account.ref)
            let json = try answer.json
            record.answer = json
            try deed.records.update(record)
            try deed.records.eraseFindings(for: ref)
            var ids = ["request": ref.rawValue]
            ids["erasure"] = record.erasure
            try deed.tell(
                .requestAnswered, ids,
                [
                    "kind": .string(answer.kind), "due": .string(record.request.due.formatted(.iso8601)),
                    "late": .bool(record.request.isLate(at: deed.now)), "found": try .integer(answer.found),
                    "confirmed": try .integer(answer.confirmed),
                    "erasedPhotos": try .integer(answer.erased.reduce(0) { $0 + $1.photos }),
                    "erasedFaces": try .integer(answer.erased.reduce(0) { $0 + $1.faces }),
                    "answerSHA256": .string(hexadecimal(Array(SHA256.hash(data: Array(json.utf8))))),
                ])
        }
        // What was deleted is overwritten: photos of the person are among it.
        try records.overwriteDeleted()
    }

    private static let requestNoPhoto = Failure(
        .requestNoPhoto, "A person is sealed, or protected, by a photo of them, and none was given.",
        remedy: "Give one with --photo; it is not kept.")
}

extension Deed {
    fileprivate func confirmedFaces(of ref: RequestRef) throws -> Set<FaceID> {
        Set(try records.faces(foundFor: ref).filter { $0.verdict == .isPerson }.map(\.face))
    }
}
