import FaceSearch
import Foundation
import Photos
import Presentation
import Records
import Rules
import Vocabulary

/// The examiner's part: neither similarity, nor caption, nor who searched; and nobody else's verdict before all have spoken.
enum ReviewsAPI {
    private static let path = "/reviews/:search/:rank"

    static let routes: [Route] = [
        .list("/reviews", "listReviews", "What one may examine now, oldest first.", for: .duty(.review)) {
            visit, paging in
            paging.page(
                of: try await visit.home.waitingReviews(as: visit.actor), id: { "\($0.search) \($0.rank)" }
            ) { Waiting(search: $0.search, rank: $0.rank, asked: $0.asked) }
        },
        .read(
            path, "getReview", "Probe and candidate, as an examiner sees them. The look is logged.", for: .duty(.review)
        ) { visit in
            Answer(
                try await visit.home.candidateUnderReview(
                    visit.id("search"), rank: visit.number("rank"), as: visit.actor))
        },
        .act(
            path, "review", "Says what one sees. One has to have looked.", for: .duty(.review),
            shows: { visit in
                Answer(
                    try visit.home.openedReview(
                        visit.id("search"), rank: visit.number("rank"), as: visit.actor))
            }
        ) { (visit, body: NewReview) in
            guard let verdict = Verdict(rawValue: body.verdict) else { throw Failure.malformedForm }
            _ = try await visit.home.review(
                visit.id("search"), rank: visit.number("rank"), verdict, reasons: body.reasons, as: visit.actor)
        },
        picture("probe.jpg", "getProbeUnderReview", "The probe's face.") { review in
            try review.probe.map {
                try FacePicture.portrait(of: $0.landmarks, in: Photo($0.photo), side: Pictures.side)
            }
        },
        picture("probe-photo.jpg", "getProbePhotoUnderReview", "The whole probe.") { review in
            try review.probe.map { try FacePicture.overview(of: Photo($0.photo), longSide: FaceMarks.longSide) }
        },
        picture("face.jpg", "getFaceUnderReview", "The candidate's face.") { review in
            try review.candidate.map { try Pictures.portrait(of: $0) }
        },
        picture("photo.jpg", "getPhotoUnderReview", "The candidate's whole photo.") { review in
            try review.candidate.map { try FacePicture.overview(of: $0.original(), longSide: FaceMarks.longSide) }
        },
    ]

    /// One of what was looked at.
    private static func picture(
        _ name: String, _ id: String, _ summary: String,
        _ picture: @escaping @Sendable (CandidateUnderReview) throws -> [UInt8]?
    ) -> Route {
        .file("\(path)/\(name)", id, summary, for: .duty(.review), "image/jpeg") { visit in
            let review = try visit.home.openedReview(
                visit.id("search"), rank: visit.number("rank"), as: visit.actor)
            guard let bytes = try picture(review) else { throw Failure.unknownPage }
            return bytes
        }
    }

    private struct Waiting: Encodable, Described {
        let search: String
        let rank: Int
        let asked: Date

        static let schema = Schema.named(
            "WaitingReview", .object(["search": .id, "rank": .whole(from: 1), "asked": .moment]))
    }

    private struct NewReview: Decodable, Described {
        let verdict: String
        let reasons: String

        static let schema = Schema.named(
            "NewReview",
            .object([
                "verdict": .word(Verdict.allCases.map(\.rawValue)),
                "reasons": .text(Review.shortestReasons...FreeText.longest),
            ]))
    }

    private struct Answer: Encodable, Described {
        struct Said: Encodable {
            let verdict: String
            let reasons: String
            let at: Date
        }

        struct Place: Encodable {
            let box: [Float]
        }

        let search: String
        let rank: Int
        let probeType: String?
        let state: String
        /// Nil when it is no longer kept.
        let probe: Place?
        /// Nil when the face was erased since, or may no longer be seen.
        let candidate: Place?
        let reviews: [Said]

        init(_ review: CandidateUnderReview) {
            (search, rank, probeType) = (review.search, review.rank, review.probeType?.rawValue)
            state = Optional(review.state).word
            probe = review.probe.map { Place(box: $0.box.numbers) }
            candidate = review.candidate.map { Place(box: $0.face.box.numbers) }
            reviews = review.visible.map {
                Said(verdict: $0.review.verdict.rawValue, reasons: $0.reasons, at: $0.at)
            }
        }

        static let schema = Schema.named(
            "CandidateUnderReview",
            .object([
                "search": .id, "rank": .whole(from: 1),
                "probeType": .optional(.word(ProbeType.allCases.map(\.rawValue))), "state": .panelState,
                "probe": .optional(.object(["box": .box])), "candidate": .optional(.object(["box": .box])),
                "reviews": .list(of: .review),
            ]))
    }
}
