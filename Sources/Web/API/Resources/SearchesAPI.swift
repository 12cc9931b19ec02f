import FaceSearch
import Foundation
import HTTPTypes
import Photos
import Presentation
import Records
import Rules
import TransparencyLog
import Vocabulary

/// Searches: made, and looked at again.
enum SearchesAPI {
    static let routes: [Route] = [
        .list("/searches", "listSearches", "One's own searches, newest first.", for: .duty(.search)) { visit, paging in
            let actor = try visit.actor
            let fetched = try visit.home.searches(after: paging.lastID, limit: paging.limit + 1, as: actor)
            return paging.page(ofFetched: fetched, id: \.search.id) { SearchAnswer($0, by: actor.name) }
        },
        .act(
            "/searches", "search",
            "Searches with a photo. It is recorded and logged before the gallery is searched, and what came of it before "
                + "it is answered.",
            for: .duty(.search), photoWith: fields, .created, answers: CandidateListOutput.self
        ) { visit, body in try await search(visit, body) },
        .read(
            "/searches/:search", "getSearch", "One of one's own, with its candidates. The look is logged.",
            for: .duty(.search)
        ) { visit in
            SearchWithCandidates(
                try await visit.home.results(of: visit.id("search"), as: visit.actor), by: try visit.actor.name)
        },
        .file(
            "/searches/:search/receipt", "getReceipt", "The proof that its end is in the log (C2SP tlog-proof).",
            for: .duty(.search), "text/plain; charset=utf-8"
        ) { visit in
            let results = try await visit.home.results(of: visit.id("search"), as: visit.actor)
            guard let receipt = results.receipt else { throw Failure.unknownPage }
            return receipt.serialised()
        },
        .file(
            "/searches/:search/probe.jpg", "getProbe", "The probe's face.", for: .duty(.search), "image/jpeg"
        ) { visit in
            guard let probe = try visit.home.probe(of: visit.id("search"), as: visit.actor) else {
                throw Failure.unknownPage
            }
            return try FacePicture.portrait(of: probe.landmarks, in: Photo(probe.photo), side: Pictures.side)
        },
    ]

    private static let fields: [String: Schema] = [
        "face": .optional(.whole(1...1000)), "type": .optional(.word(ProbeType.allCases.map(\.rawValue))),
        "authorisation": .optional(.id), "purpose": .optional(.text),
        "collection": .optional(.set(of: .id)), "threshold": .optional(.number(-1...1)),
        "limit": .optional(.whole(Policy.Bounds.longestCandidateList)),
    ]

    private static func search(_ visit: Visit, _ body: PhotoBody) async throws -> APIAnswer {
        let actor = try visit.actor
        var request = try SearchRequest(body.fields, body.photo)
        request.purpose = body.fields["purpose"]
        request.collections = try visit.collectionNames(body.fields.all("collection"))
        try visit.desk.searches.take(actor.account.rawValue)
        let list = try await visit.desk.search(request, as: actor)
        let output = CandidateListOutput(list, sheet: nil)
        let head = output.with([])
        return try answer(output, list.search) { visit in
            // Whoever was erased meanwhile is not shown again.
            let results = try await visit.home.results(of: list.search, as: visit.actor)
            return head.with(results.candidates.compactMap { CandidateListOutput.Entry($0) })
        }
    }

    private static func answer(
        _ output: CandidateListOutput, _ search: String,
        again: @escaping @Sendable (Visit) async throws -> CandidateListOutput
    ) throws -> APIAnswer {
        var answer = try APIAnswer.json(output, .created)
        answer.location = "\(API.root)/searches/\(search)"
        answer.again = { visit in try self.answer(try await again(visit), search, again: again) }
        return answer
    }
}

/// A search without its candidates, as a case's file tells it.
struct SearchAnswer: Encodable, Described {
    let search: String
    let at: Date
    let account: Named
    let purpose: String
    let probeType: String?
    let probeSHA256: String
    let threshold: Float
    let limit: Int
    let model: String
    let authorisation: String?
    let state: String
    let galleryFaces: Int?
    let galleryPhotos: Int?
    let shown: Int?
    let candidatesSHA256: String?

    init(_ past: PastSearch, by name: String) {
        let record = past.search
        search = record.id
        at = record.at
        account = Named(id: record.account, name: name)
        purpose = record.purpose
        probeType = record.probeType?.rawValue
        probeSHA256 = hexadecimal(record.probeSHA256)
        threshold = record.threshold
        limit = record.limit
        model = record.model.rawValue
        authorisation = record.authorisation
        var outcome: SearchOutcome?
        switch past.state {
        case .open: state = "open"
        case .interrupted: state = "interrupted"
        case .completed(let end):
            state = "completed"
            outcome = end
        }
        galleryFaces = outcome?.galleryFaces
        galleryPhotos = outcome?.galleryPhotos
        shown = outcome?.candidates
        candidatesSHA256 = outcome.map { hexadecimal($0.candidatesSHA256) }
    }

    static let members: [String: Schema] = [
        "search": .id, "at": .moment, "account": Named.schema, "purpose": .text,
        "probeType": .optional(.word(ProbeType.allCases.map(\.rawValue))), "probeSHA256": .hash,
        "threshold": .number(-1...1), "limit": .whole(Policy.Bounds.longestCandidateList), "model": .text,
        "authorisation": .optional(.id), "state": .word(["open", "completed", "interrupted"]),
        "galleryFaces": .optional(.count), "galleryPhotos": .optional(.count), "shown": .optional(.count),
        "candidatesSHA256": .optional(.hash),
    ]

    static let schema = Schema.named("Search", .object(members))
}

/// A search with what is kept of its candidates.
struct SearchWithCandidates: Extended {
    struct More: Encodable {
        struct Receipt: Encodable {
            let index: Int
            let proof: String
        }

        struct Probe: Encodable {
            let box: [Float]
        }

        let collections: [Named]
        /// Nil when its time was over, or it was erased.
        let probe: Probe?
        let receipt: Receipt?
        let candidates: [CandidateAnswer]
    }

    let base: SearchAnswer
    let more: More

    init(_ results: SearchResults, by name: String) {
        base = SearchAnswer(results.past, by: name)
        more = More(
            collections: results.collections.map { Named(id: $0.ref, name: $0.name) },
            probe: results.probe.map { More.Probe(box: $0.box.numbers) },
            receipt: results.receipt.map {
                More.Receipt(index: $0.index, proof: String(decoding: $0.serialised(), as: UTF8.self))
            },
            candidates: results.candidates.map { CandidateAnswer($0) })
    }

    static let schema = Schema.named(
        "SearchWithCandidates",
        .object(
            SearchAnswer.members.merging([
                "collections": .list(of: Named.schema), "probe": .optional(.object(["box": .box])),
                "receipt": .optional(.object(["index": .count, "proof": .text])),
                "candidates": .list(of: CandidateAnswer.schema),
            ]) { $1 }))
}
