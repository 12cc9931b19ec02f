import FaceSearch
import Foundation
import HTTPTypes
import Presentation
import Records
import Rules
import Vocabulary

/// Leave to search: asked for, decided on, taken back.
enum AuthorisationsAPI {
    static let routes: [Route] = [
        .list("/authorisations", "listAuthorisations", "One's own, newest first.", for: .duty(.seeCases)) {
            visit, paging in
            paging.page(
                of: try await visit.home.authorisations(as: visit.actor).own, id: \.authorisation.ref.rawValue
            ) { AuthorisationAnswer($0) }
        },
        .list(
            "/authorisations/to-decide", "listAuthorisationsToDecide",
            "Those of one's organisation that wait for an approver, oldest first.", for: .duty(.decideAuthorisation)
        ) { visit, paging in
            paging.page(
                of: try await visit.home.authorisations(as: visit.actor).toDecide, id: \.authorisation.ref.rawValue
            ) { AuthorisationAnswer($0) }
        },
        .act(
            "/authorisations", "requestAuthorisation", "Asks for leave to search; an approver decides.",
            for: .duty(.requestAuthorisation), .created
        ) { (visit, body: Asking) in
            AuthorisationAnswer(
                try await visit.home.requestAuthorisation(body.draft.draft(visit), as: visit.actor))
        },
        .act(
            "/authorisations/break-glass", "breakGlass",
            "Takes leave to search at once, in an emergency; an approver has to answer.", for: .duty(.breakGlass),
            .created
        ) { (visit, body: BreakingGlass) in
            AuthorisationAnswer(
                try await visit.home.breakGlass(body.draft.draft(visit), reason: body.reason, as: visit.actor))
        },
        .read(
            "/authorisations/:authorisation", "getAuthorisation", "One of one's organisation's.",
            for: .duty(.seeCases)
        ) { visit in
            AuthorisationAnswer(try await visit.home.authorisation(visit.authorisation, as: visit.actor))
        },
        .act(
            "/authorisations/:authorisation/approve", "approve", "Approves: nobody does so with their own.",
            for: .duty(.decideAuthorisation)
        ) { (visit, body: Reasoned) in
            AuthorisationAnswer(
                try await visit.home.approve(visit.authorisation, reason: body.reason, as: visit.actor))
        },
        .act(
            "/authorisations/:authorisation/refuse", "refuse", "Refuses.", for: .duty(.decideAuthorisation)
        ) { (visit, body: Reasoned) in
            AuthorisationAnswer(
                try await visit.home.refuse(visit.authorisation, reason: body.reason, as: visit.actor))
        },
        .act(
            "/authorisations/:authorisation/revoke", "revokeAuthorisation",
            "Takes it back: an approver any, a searcher their own.", for: .duty(.giveBackAuthorisation)
        ) { (visit, body: Reasoned) in
            AuthorisationAnswer(
                try await visit.home.revoke(visit.authorisation, reason: body.reason, as: visit.actor))
        },
        .list(
            "/locked-searchers", "listLockedSearchers",
            "Those from whom searching was taken after a break-glass search, by name.", for: .duty(.unlockSearcher)
        ) { visit, paging in
            paging.page(of: try visit.home.lockedSearchers(as: visit.actor), id: \.ref.rawValue) {
                Named(id: $0.ref.rawValue, name: $0.name)
            }
        },
        .act(
            "/locked-searchers/:account/unlock", "unlock", "Lets them search again.", for: .duty(.unlockSearcher)
        ) { (visit, body: Reasoned) in
            let ref = try visit.id("account")
            let name = try visit.home.lockedSearchers(as: visit.actor).first { $0.ref.rawValue == ref }?.name
            // Nobody is called so: the answer is the one for whoever is not locked.
            try await visit.home.unlock(name ?? "", reason: body.reason, as: visit.actor)
        },
    ]

    /// The part that both ways share.
    private struct Draft: Decodable {
        let `case`: String
        let purpose: String
        let collections: [String]
        let necessity: String?
        let proportionality: String?
        let searches: Int
        let days: Int
        let notBefore: Date?

        static let members: [String: Schema] = [
            "case": .id, "purpose": .text(1...Policy.Bounds.purposeLength.upperBound),
            "collections": .set(of: .id, least: 1), "necessity": .words, "proportionality": .words,
            "searches": .whole(Policy.Bounds.mostSearchesPerAuthorisation),
            "days": .whole(Policy.Bounds.longestAuthorisationDays), "notBefore": .optional(.moment),
        ]

        func draft(_ visit: Visit) async throws -> AuthorisationDraft {
            let record = try await visit.home.caseOverview(CaseRef(self.case), as: visit.actor).record
            return AuthorisationDraft(
                caseReference: record.reference, purpose: purpose, necessity: necessity ?? "",
                proportionality: proportionality ?? "", collections: try visit.collectionNames(collections),
                searches: searches, notBefore: notBefore, days: days)
        }
    }

    private struct Asking: Decodable, Described {
        let draft: Draft

        init(from decoder: any Decoder) throws { draft = try Draft(from: decoder) }

        static let schema = Schema.named("NewAuthorisation", .object(Draft.members))
    }

    private struct BreakingGlass: Decodable, Described {
        let draft: Draft
        let reason: String

        private enum CodingKeys: CodingKey { case reason }

        init(from decoder: any Decoder) throws {
            draft = try Draft(from: decoder)
            reason = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .reason)
        }

        static let schema = Schema.named(
            "BreakGlass",
            .object(
                Draft.members.merging([
                    "necessity": .optional(.words), "proportionality": .optional(.words), "reason": .words,
                ]) { $1 }))
    }
}

struct AuthorisationAnswer: Extended {
    struct More: Encodable {
        struct IDs: Encodable {
            let `case`: String?
            let collections: [String]
            let requester: String
        }

        let ids: IDs
    }

    let base: AuthorisationOutput
    let more: More

    init(_ described: DescribedAuthorisation) {
        base = AuthorisationOutput(described)
        let request = described.authorisation.request
        more = More(
            ids: More.IDs(
                case: request.caseRef?.rawValue, collections: described.collectionRefs,
                requester: request.requester.rawValue))
    }

    static let schema = Schema.named(
        "Authorisation",
        AuthorisationOutput.schema.adding([
            "ids": .object(["case": .optional(.id), "collections": .list(of: .id), "requester": .id])
        ]))
}

extension Visit {
    fileprivate var authorisation: AuthorisationRef { get throws { AuthorisationRef(try id("authorisation")) } }

    /// The names of collections that are given by their ids.
    /// - Throws: `collection.unknown`.
    func collectionNames(_ ids: [String]) throws -> [String] {
        guard !ids.isEmpty else { return [] }
        let known = Dictionary(
            try home.collections(as: actor).map { ($0.ref, $0.name) }, uniquingKeysWith: { first, _ in first })
        return try ids.map { id in
            guard let name = known[id] else { throw Home.unknownCollection }
            return name
        }
    }
}
