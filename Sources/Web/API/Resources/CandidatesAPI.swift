import FaceSearch
import Foundation
import Presentation
import Records
import Rules
import Vocabulary

/// The candidates of one's own searches: each a lead, never an identification.
enum CandidatesAPI {
    private static let path = "/searches/:search/candidates/:rank"

    static let routes: [Route] = [
        .read(path, "getCandidate", "One candidate.", for: .duty(.search)) { visit in
            CandidateAnswer(try await visit.candidate())
        },
        .file("\(path)/face.jpg", "getCandidateFace", "The candidate's face.", for: .duty(.search), "image/jpeg") {
            visit in
            guard let face = try await visit.candidate().face else { throw Failure.unknownPage }
            return try Pictures.portrait(of: face)
        },
        .file(
            "\(path)/photo.jpg", "getCandidatePhoto", "The whole photo; other people's faces are hidden.",
            for: .duty(.search), "image/jpeg",
            [.query("others", "`shown` shows the others too.", .word(["shown", "hidden"]))]
        ) { visit in
            let entry = try await visit.candidate()
            guard let face = entry.face else { throw Failure.unknownPage }
            let hidden = visit.query("others") == "shown" ? [] : entry.others.map(\.box)
            return try FacePicture.overview(of: face.original(), longSide: FaceMarks.longSide, hiding: hidden)
        },
        .act(
            "\(path)/mark", "markCandidate", "Notes what one thinks of a candidate.", for: .duty(.search),
            shows: { CandidateAnswer(try await $0.candidate()) }
        ) { (visit, body: Marking) in
            try await visit.home.mark(
                try body.chosen(), rank: visit.number("rank"), of: visit.id("search"), as: visit.actor)
        },
        .act(
            "\(path)/examine", "requestReview", "Sends a candidate to examiners.", for: .duty(.requestReview),
            shows: { CandidateAnswer(try await $0.candidate()) }
        ) { visit in
            try await visit.home.requestReview(
                of: visit.id("search"), rank: visit.number("rank"), as: visit.actor)
        },
    ]

    private struct Marking: Decodable, Described {
        let mark: String

        static let schema = Schema.named(
            "NewMark", .object(["mark": .word(CandidateMark.allCases.map(\.rawValue) + ["none"])]))

        /// Nil takes it away.
        /// - Throws: `form.malformed`.
        func chosen() throws -> CandidateMark? {
            if mark == "none" { return nil }
            guard let known = CandidateMark(rawValue: mark) else { throw Failure.malformedForm }
            return known
        }
    }
}

/// A candidate with what was done with it since.
struct CandidateAnswer: Encodable, Described {
    private struct Since: Encodable {
        struct Review: Encodable {
            let verdict: String
            let reasons: String
            let at: Date
        }

        let rank: Int
        let similarity: Float
        let collection: Named?
        let otherFaces: Int
        let mark: String?
        let state: String
        let reviews: [Review]
    }

    /// Nil when the face was erased since, or may no longer be seen.
    private let entry: CandidateListOutput.Entry?
    private let since: Since

    init(_ entry: SearchResults.Entry) {
        self.entry = CandidateListOutput.Entry(entry)
        since = Since(
            rank: entry.stored.rank, similarity: entry.stored.similarity,
            collection: entry.collection.map { Named(id: $0.ref, name: $0.name) }, otherFaces: entry.others.count,
            mark: entry.mark?.rawValue, state: entry.state.word,
            reviews: entry.reviews.map {
                Since.Review(verdict: $0.review.verdict.rawValue, reasons: $0.reasons, at: $0.at)
            })
    }

    func encode(to encoder: any Encoder) throws {
        try entry?.encode(to: encoder)
        try since.encode(to: encoder)
    }

    static let schema = Schema.named(
        "CandidateSince",
        .object([
            "rank": .whole(from: 1), "similarity": .similarity,
            "photo": .optional(CandidateListOutput.Entry.schema.members["photo"] ?? .text),
            "face": .optional(CandidateListOutput.Entry.schema.members["face"] ?? .text),
            "collection": .optional(Named.schema), "otherFaces": .count,
            "mark": .optional(.word(CandidateMark.allCases.map(\.rawValue))), "state": .panelState,
            "reviews": .list(of: .review),
        ]))
}

extension Schema {
    /// What an examiner said; not who.
    static let review = Schema.named(
        "Review",
        .object(["verdict": .word(Verdict.allCases.map(\.rawValue)), "reasons": .text, "at": .moment]))
}

extension Visit {
    fileprivate func candidate() async throws -> SearchResults.Entry {
        try await home.candidate(try number("rank"), of: try id("search"), as: try actor)
    }
}
