import FaceSearch
import Foundation
import HTTPTypes
import Presentation
import Records
import Rules
import Vocabulary

/// Requests of people about themselves: received, read, ended. What is done in between: ``RequestStepsAPI``.
enum RequestsAPI {
    static let path = "/requests/:request"

    static let routes: [Route] = [
        .list(
            "/requests", "listRequests",
            "One's organisation's: open ones first, overdue ones before others; then those that have ended.",
            for: .duty(.answerRequest), [.query("open", "Only those that are open, or not only.", .truth)]
        ) { visit, paging in
            let onlyOpen = try visit.isAsked("open")
            let requests = try visit.home.requests(as: visit.actor).filter { !onlyOpen || $0.request.state.isOpen }
            return paging.page(of: requests, id: \.ref.rawValue) { RequestAnswer($0) }
        },
        .act(
            "/requests", "receiveRequest",
            "Records that somebody asks about themselves. Their name stays in one's own file: `reference` says which.",
            for: .duty(.answerRequest), .created
        ) { (visit, body: Receiving) in
            guard let kind = RequestKind(rawValue: body.kind) else { throw Failure.malformedForm }
            let collections = try visit.collectionNames(body.collections ?? [])
            return RequestAnswer(
                try await visit.home.receiveRequest(
                    RequestDraft(
                        kind: kind, reference: body.reference, collections: collections, received: body.received),
                    as: visit.actor))
        },
        .read(path, "getRequest", "One of one's organisation's.", for: .duty(.answerRequest)) { visit in
            try RequestAnswer(visit)
        },
        .act(
            "\(path)/identify", "identifyRequest", "Records by what it was checked who asks.",
            for: .duty(.answerRequest), shows: { try RequestAnswer($0) }
        ) { (visit, body: Identifying) in
            guard let means = IdentityMeans(rawValue: body.means) else { throw Failure.malformedForm }
            try await visit.home.identifyRequest(visit.requestRef, by: means, words: body.words, as: visit.actor)
        },
        .act(
            "\(path)/refuse", "refuseRequest",
            "Refuses, with reasons that the person is told. What was found for it is erased.",
            for: .duty(.answerRequest), shows: { try RequestAnswer($0) }
        ) { (visit, body: Reasoned) in
            try await visit.home.refuseRequest(visit.requestRef, because: body.reason, as: visit.actor)
        },
        .act(
            "\(path)/withdraw", "withdrawRequest",
            "Whoever asked took it back. What was found for it is erased.", for: .duty(.answerRequest),
            shows: { try RequestAnswer($0) }
        ) { visit in
            try await visit.home.withdrawRequest(visit.requestRef, as: visit.actor)
        },
    ]

    private struct Receiving: Decodable, Described {
        let kind: String
        let reference: String
        /// All of one's organisation's when there is none.
        let collections: [String]?
        /// When it reached the operator; now, when it is not said.
        let received: Date?

        static let schema = Schema.named(
            "NewRequest",
            .object([
                "kind": .word(RequestKind.allCases.map(\.rawValue)), "reference": .text(1...200),
                "collections": .optional(.set(of: .id)), "received": .optional(.moment),
            ]))
    }

    private struct Identifying: Decodable, Described {
        let means: String
        let words: String?

        static let schema = Schema.named(
            "NewIdentification",
            .object(["means": .word(IdentityMeans.allCases.map(\.rawValue)), "words": .optional(.words)]))
    }
}

struct RequestAnswer: Extended {
    struct More: Encodable {
        struct IDs: Encodable {
            let collections: [String]
            let recordedBy: String
        }

        let ids: IDs
    }

    let base: RequestOutput
    let more: More

    init(_ described: DescribedRequest) {
        base = RequestOutput(described)
        more = More(
            ids: More.IDs(
                collections: described.collections.map(\.ref), recordedBy: described.record.recordedBy.rawValue))
    }

    /// The path's, as it stands.
    init(_ visit: Visit) throws { self.init(try visit.home.request(visit.requestRef, as: visit.actor)) }

    static let schema = Schema.named(
        "RequestWithIDs",
        .object(
            RequestOutput.members.merging([
                "ids": .object(["collections": .list(of: .id), "recordedBy": .id])
            ]) { $1 }))
}
