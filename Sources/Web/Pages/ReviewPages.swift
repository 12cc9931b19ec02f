import FaceAnalysis
import FaceSearch
import Foundation
import Hummingbird
import Photos
import Presentation
import Records
import Rules
import Vocabulary

/// The examiner's desk: neither similarity, nor caption, nor who searched, nor anybody else in the photos; and nobody else's
/// verdict before all have spoken.
enum ReviewPages {
    static let routes: [Route] = [
        .get("/reviews", for: .duty(.review)) { visit in
            let waiting = try await visit.home.waitingReviews(as: visit.actor)
            let needed = try visit.home.policy().policy.examinersNeeded
            return try visit.page(
                "reviews", "To examine",
                [
                    "rule": "\(needed) examiners have to agree, each without knowing what the others say.",
                    "hasItems": !waiting.isEmpty,
                    "items": waiting.map { review in
                        [
                            "href": "/reviews/\(review.search)/\(review.rank)",
                            "name": "Probe and candidate \(review.search.prefix(6))-\(review.rank)",
                            "asked": Words.moment(review.asked), "state": Words.state("wait", "waits for you"),
                        ] as Fields
                    },
                ])
        },
        .get("/reviews/:search/:rank", for: .duty(.review)) { try await show($0) },
        .post("/reviews/:search/:rank", for: .duty(.review)) { visit in
            guard let verdict = Verdict(rawValue: try visit.form.required("verdict")) else {
                throw Failure.malformedForm
            }
            do {
                _ = try await visit.home.review(
                    visit.id("search"), rank: visit.number("rank"), verdict, reasons: visit.form.text("reasons"),
                    as: visit.actor)
                return visit.see("/reviews", .reviewed)
            } catch let failure as Failure where failure.code.kind != .environment {
                return try await show(visit, failure)
            }
        },
        .get("/reviews/:search/:rank/probe.jpg", for: .duty(.review)) { visit in
            guard let probe = try visit.candidateUnderReview().probe else { throw Failure.unknownPage }
            return .bytes(
                try FacePicture.portrait(of: probe.landmarks, in: Photo(probe.photo), side: Pictures.side),
                "image/jpeg")
        },
        .get("/reviews/:search/:rank/probe-photo.jpg", for: .duty(.review)) { visit in
            guard let probe = try visit.candidateUnderReview().probe else { throw Failure.unknownPage }
            return .bytes(try await visit.desk.photo(Photo(probe.photo), ofOnly: probe.box), "image/jpeg")
        },
        .get("/reviews/:search/:rank/face.jpg", for: .duty(.review)) { visit in
            guard let face = try visit.candidateUnderReview().candidate else { throw Failure.unknownPage }
            return try await .picture { try Pictures.portrait(of: face) }
        },
        .get("/reviews/:search/:rank/photo.jpg", for: .duty(.review)) { visit in
            guard let face = try visit.candidateUnderReview().candidate else { throw Failure.unknownPage }
            return try await .picture { try await visit.desk.photo(face.original(), ofOnly: face.face.box) }
        },
    ]

    private static func show(_ visit: Visit, _ failure: Failure? = nil) async throws -> Response {
        let (id, rank) = (try visit.id("search"), try visit.number("rank"))
        let review = try await visit.home.candidateUnderReview(id, rank: rank, as: visit.actor)
        let path = "/reviews/\(id)/\(rank)"
        let own = review.visible.contains { $0.review.examiner == (try? visit.actor.account) }
        var isWaiting = false
        if case .waiting = review.state { isWaiting = true }
        return try visit.page(
            "review", "Probe and candidate",
            fields([
                "crumbs": [["href": "/reviews", "text": "To examine"] as Fields], "href": path,
                "probeFace": review.probe.map { _ in ["src": "\(path)/probe.jpg"] as Fields },
                "candidateFace": review.candidate.map { _ in ["src": "\(path)/face.jpg"] as Fields },
                "probePhoto": try review.probe.map { probe in
                    let photo = try Photo(probe.photo)
                    let marks = FaceMarks(width: photo.width, height: photo.height)
                    return marks.photo("\(path)/probe-photo.jpg", alt: "The probe", marks: [marks.mark(probe.box)])
                },
                "candidatePhoto": review.candidate.map { face in
                    let marks = FaceMarks(width: face.photo.width, height: face.photo.height)
                    return marks.photo(
                        "\(path)/photo.jpg", alt: "The candidate’s photo", marks: [marks.mark(face.face.box)])
                },
                "probeType": review.probeType.map { Words.probeType($0).lowercased() },
                "mayDecide": isWaiting && !own, "error": failure.map { "\($0.reason) \($0.remedy)" },
                "verdicts": [
                    [
                        "value": "supports", "text": "Supports",
                        "means": "What I see supports that they are one person.",
                    ],
                    [
                        "value": "does-not-support", "text": "Does not support",
                        "means": "What I see speaks against it.",
                    ],
                    ["value": "inconclusive", "text": "Inconclusive", "means": "It cannot be told from these photos."],
                ] as [Fields],
                "finding": isWaiting
                    ? nil
                    : [
                        "state": Words.state(of: review.state),
                        "means": "A finding is still no identification: it says what examiners saw.",
                        "reviews": review.visible.enumerated().map { Self.review($1, by: "examiner \($0 + 1)") },
                    ] as Fields,
                "waits": isWaiting && own ? "Others are still to speak; you are told here what they said." : nil,
            ]), status: failure.map { FailureAnswer($0).status } ?? .ok)
    }

    static func review(_ record: ReviewRecord, by name: String) -> Fields {
        [
            "verdict": Words.state(of: record.review.verdict), "reasons": record.reasons, "by": name,
            "at": Words.moment(record.at),
        ]
    }
}

extension Desk {
    /// A photo with one face. All others that are found in it now are blotted out.
    func photo(_ photo: Photo, ofOnly own: Box) async throws -> [UInt8] {
        try await photos.pass {
            try FacePicture.overview(
                of: photo, longSide: FaceMarks.longSide,
                hiding: await FacePicture.others(than: own, in: photo, with: analyzer))
        }
    }
}

extension Visit {
    /// For the pictures of a page whose opening was logged.
    fileprivate func candidateUnderReview() throws -> CandidateUnderReview {
        try home.openedReview(try id("search"), rank: try number("rank"), as: try actor)
    }
}
