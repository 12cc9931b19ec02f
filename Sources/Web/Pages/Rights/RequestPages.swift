import FaceSearch
import Foundation
import Hummingbird
import Photos
import Presentation
import Records
import Rules
import TransparencyLog
import Vocabulary

/// The rights desk: requests of people about themselves, from their receipt to the letter.
enum RequestPages {
    static let routes: [Route] = [
        .get("/requests", for: .duty(.answerRequest)) { try RequestList.show($0) },
        .post("/requests", for: .duty(.answerRequest)) { visit in
            do {
                let made = try await visit.home.receiveRequest(RequestDraft(visit.form), as: visit.actor)
                return visit.see("/requests/\(made.ref.rawValue)", .requestReceived)
            } catch let failure as Failure where failure.code.kind != .environment {
                return try RequestList.show(visit, failure)
            }
        },
        .get("/requests/:request", for: .duty(.answerRequest)) { try RequestPage.show($0) },
        step("identify") { visit, ref in
            guard let means = IdentityMeans(rawValue: try visit.form.required("means")) else {
                throw Failure.malformedForm
            }
            let words = visit.form.text("words")
            try await visit.home.identifyRequest(
                ref, by: means, words: words.isEmpty ? nil : words, as: visit.actor)
            return .requestIdentified
        },
        step("search", .photo) { visit, ref in
            guard let photo = visit.form.photo else { throw Failure.malformedForm }
            let (home, analyzer, actor) = (visit.home, visit.desk.analyzer, try visit.actor)
            let threshold = visit.form["threshold"].flatMap { Float($0) } ?? SearchRequest.defaultThreshold
            let face = try visit.form.number("face")
            _ = try await visit.desk.photos.pass {
                try await home.searchForRequest(
                    ref, photo: photo, face: face, threshold: threshold, as: actor, with: analyzer)
            }
            return .requestSearched
        },
        step("faces") { visit, ref in
            var verdicts: [Int: RequestFace.Verdict] = [:]
            for name in visit.form.names {
                guard let match = name.wholeMatch(of: /face-([0-9]{1,6})/), let word = visit.form[name] else {
                    continue
                }
                guard let number = Int(match.1), let verdict = RequestFace.Verdict(rawValue: word) else {
                    throw Failure.malformedForm
                }
                verdicts[number] = verdict
            }
            _ = try await visit.home.judge(verdicts, for: ref, as: visit.actor)
            return .requestJudged
        },
        step("answer", .photo) { visit, ref in
            let choice = AnswerChoice(
                photo: visit.form.photo, face: try visit.form.number("face"),
                tellsSearches: visit.form["without-searches"] == nil)
            let (home, analyzer, actor) = (visit.home, visit.desk.analyzer, try visit.actor)
            try await visit.desk.photos.pass {
                try await home.answerRequest(ref, choice, as: actor, with: analyzer)
            }
            return .requestAnswered
        },
        step("refuse") { visit, ref in
            try await visit.home.refuseRequest(ref, because: visit.form.text("reason"), as: visit.actor)
            return .requestRefused
        },
        step("withdraw") { visit, ref in
            try await visit.home.withdrawRequest(ref, as: visit.actor)
            return .requestWithdrawn
        },
    ]

    /// What a custodian does with one request; what the rules say against it stands on its page.
    private static func step(
        _ name: String, _ body: Route.Body = .form,
        _ act: @escaping @Sendable (Visit, RequestRef) async throws -> Notice
    ) -> Route {
        .post("/requests/:request/\(name)", for: .duty(.answerRequest), body) { visit in
            let ref = RequestRef(try visit.id("request"))
            do {
                return visit.see("/requests/\(ref.rawValue)", try await act(visit, ref))
            } catch let failure as Failure
                where failure.code.kind != .environment && failure.code != .requestUnknown
                && failure.code != .formMalformed
            {
                return try RequestPage.show(visit, failure, at: name)
            }
        }
    }
}
