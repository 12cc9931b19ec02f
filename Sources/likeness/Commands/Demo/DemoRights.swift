import FaceSearch
import Foundation
import Records
import Rules

/// Who asks about themselves meanwhile: one is answered, one is watched over, one is refused, and one still waits.
struct DemoRights: Sendable {
    let office: DemoOffice
    let faces: DemoFaces

    func happens(after project: Int) async throws {
        switch project {
        case 5: try await access()
        case 11: try await refusal()
        case 14: try await alert()
        case 20: try await erasure()
        default: break
        }
    }

    /// She is told what is held of her.
    private func access() async throws {
        let cas = try office.people["cas"]
        let request = try await receive(.access, "L-2026-07", by: .inPersonDocument, as: cas)
        let photo = try NamedPhoto.read(faces.photo(of: .reader, 0))
        _ = try await office.home.searchForRequest(request, photo: photo, face: 1, as: cas, with: office.analyzer)
        office.clock.pass(hours: 1)
        let found = try office.home.facesFound(for: request, as: cas)
        // What cas sees at a glance.
        let verdicts = found.map { ($0.number, $0.similarity > 0.6 ? RequestFace.Verdict.isPerson : .isNot) }
        _ = try await office.home.judge(Dictionary(uniqueKeysWithValues: verdicts), for: request, as: cas)
        try await office.home.answerRequest(request, as: cas, with: office.analyzer)
    }

    private func refusal() async throws {
        let cas = try office.people["cas"]
        let request = try await office.home.receiveRequest(
            RequestDraft(kind: .erasure, reference: "L-2026-09"), as: cas
        ).record.ref
        office.clock.pass(hours: 1)
        try await office.home.refuseRequest(
            request, because: "It was asked in somebody else's name, and no paper of theirs was shown.", as: cas)
    }

    /// Whom Max looks up hears of it, and asks that overseers be told.
    private func alert() async throws {
        let moe = try office.people["moe"]
        let request = try await receive(.alert, "T-2026-03", by: .inPersonDocument, as: moe)
        let photo = try NamedPhoto.read(faces.photo(of: .neighbour, 2))
        try await office.home.answerRequest(
            request, AnswerChoice(photo: photo, face: 1), as: moe, with: office.analyzer)
    }

    /// It waits for cas to search.
    private func erasure() async throws {
        _ = try await receive(.erasure, "L-2026-12", by: .certifiedCopy, as: office.people["cas"])
    }

    private func receive(
        _ kind: RequestKind, _ reference: String, by means: IdentityMeans, as custodian: Actor
    ) async throws -> RequestRef {
        let received = office.clock.now.addingTimeInterval(-2 * 86_400)
        let request = try await office.home.receiveRequest(
            RequestDraft(kind: kind, reference: reference, received: received), as: custodian
        ).record.ref
        try await office.home.identifyRequest(request, by: means, as: custodian)
        return request
    }
}
