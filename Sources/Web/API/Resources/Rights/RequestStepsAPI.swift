import FaceSearch
import Foundation
import HTTPTypes
import Presentation
import Records
import Rules
import Vocabulary

/// Looking for whoever asks about themselves, saying which faces are theirs, and granting what they ask.
enum RequestStepsAPI {
    private static let path = RequestsAPI.path

    static let routes: [Route] = [
        .act(
            "\(path)/searches", "searchForRequest",
            "Looks for whoever asks, in the collections that the request names. It is logged before the gallery is searched; "
                + "the photo and what was found are kept until the request ends.",
            for: .duty(.answerRequest),
            photoWith: [
                "face": .optional(.whole(1...1000)),
                "threshold": .optional(.number(decimal(Home.requestThresholds))),
            ], .created, answers: FoundFacesOutput.self
        ) { visit, body in
            let threshold = try body.number("threshold") ?? SearchRequest.defaultThreshold
            let face = try body.fields.number("face")
            let (home, analyzer, actor) = (visit.home, visit.desk.analyzer, try visit.actor)
            let ref = try visit.requestRef
            _ = try await visit.desk.photos.pass {
                try await home.searchForRequest(
                    ref, photo: body.photo, face: face, threshold: threshold, as: actor, with: analyzer)
            }
            return try await .showing(.created, visit) { try $0.facesFound() }
        },
        .list(
            "\(path)/faces", "listFoundFaces",
            "What was found for an open request, in the order in which it was found.",
            for: .duty(.answerRequest)
        ) { visit, paging in
            let found = try visit.home.facesFound(for: visit.requestRef, as: visit.actor)
            return paging.page(of: found, id: { "\($0.number)" }) { FoundFaceOutput($0) }
        },
        .act(
            "\(path)/faces", "judgeFoundFaces", "Says of found faces whether they are the person's.",
            for: .duty(.answerRequest), shows: { try $0.facesFound() }
        ) { (visit, body: Judging) in
            _ = try await visit.home.judge(body.chosen(), for: visit.requestRef, as: visit.actor)
        },
        .act(
            "\(path)/answer", "answerRequest",
            "Grants an access request, an erasure or an objection, and does what it asks for. What was kept for it is erased.",
            for: .duty(.answerRequest), shows: { RequestPapersOutput(try await $0.requestPapers()) }
        ) { (visit, body: Answering) in
            try await visit.answer(AnswerChoice(tellsSearches: !(body.withoutSearches ?? false)))
        },
        .act(
            "\(path)/answer-with-photo", "answerRequestWithPhoto",
            "Grants a request to be sealed, or to be told of: of the person in the photo. It is not kept.",
            for: .duty(.answerRequest), photoWith: ["face": .optional(.whole(1...1000))],
            answers: RequestPapersOutput.self
        ) { visit, body in
            try await visit.answer(AnswerChoice(photo: body.photo, face: try body.fields.number("face")))
            return try await .showing(.ok, visit) { RequestPapersOutput(try await $0.requestPapers()) }
        },
    ]

    /// A range of short decimals, as they are read: 0.36 as a `Float` is a little more.
    private static func decimal(_ range: ClosedRange<Float>) -> ClosedRange<Double> {
        (Double("\(range.lowerBound)") ?? -1)...(Double("\(range.upperBound)") ?? 1)
    }

    private struct Judging: Decodable, Described {
        struct One: Decodable {
            let number: Int
            let verdict: String
        }

        let faces: [One]

        static let schema = Schema.named(
            "NewVerdicts",
            .object([
                "faces": .list(
                    of: .object([
                        "number": .whole(1...1_000_000),
                        "verdict": .word(RequestFace.Verdict.allCases.map(\.rawValue)),
                    ]), bounds: ["minItems": 1])
            ]))

        /// - Throws: `form.malformed`, also for a face that stands there twice.
        func chosen() throws -> [Int: RequestFace.Verdict] {
            var chosen: [Int: RequestFace.Verdict] = [:]
            for one in faces {
                guard let verdict = RequestFace.Verdict(rawValue: one.verdict), chosen[one.number] == nil else {
                    throw Failure.malformedForm
                }
                chosen[one.number] = verdict
            }
            guard !chosen.isEmpty else { throw Failure.malformedForm }
            return chosen
        }
    }

    private struct Answering: Decodable, Described {
        /// Leaves out how often searches showed the person.
        let withoutSearches: Bool?

        static let schema = Schema.named("NewAnswer", .object(["withoutSearches": .optional(.truth)]))
    }
}

extension Visit {
    /// The path's request, with what is kept of what was found for it.
    fileprivate func facesFound() throws -> FoundFacesOutput {
        FoundFacesOutput(
            try home.request(requestRef, as: actor), try home.facesFound(for: requestRef, as: actor))
    }

    fileprivate func answer(_ choice: AnswerChoice) async throws {
        let (home, analyzer, actor, ref) = (home, desk.analyzer, try actor, try requestRef)
        try await desk.photos.pass { try await home.answerRequest(ref, choice, as: actor, with: analyzer) }
    }
}
