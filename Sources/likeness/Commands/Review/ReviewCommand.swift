public import ArgumentParser
import FaceSearch
import Foundation
import Presentation
import Records
public import Rules

struct ReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "Reviews: examiners look at a candidate, independently of each other.",
        discussion: """
            A searcher sends a candidate to examiners. None of them is the searcher, and
            none is told what another said before all have spoken. When they differ, one
            more decides; a finding exists when as many agree as the policy asks for.

            Examples:
              likeness review request 5f0c2a9e8b7d41c3a6e9d2b4f8071c35 3
              likeness review list
              likeness review show 5f0c2a9e8b7d41c3a6e9d2b4f8071c35 3 --html look.html
              likeness review record 5f0c2a9e8b7d41c3a6e9d2b4f8071c35 3 \\
                  --verdict does-not-support \\
                  --reasons "The ears differ in shape, and the scar is missing."
            """,
        subcommands: [Request.self, List.self, Show.self, Record.self])

    struct Subject: ParsableArguments {
        @OptionGroup var home: HomeOption
        @Argument(help: "The search's id.") var search: String
        @Argument(help: "The candidate's rank in its list.") var rank: Int
    }

    struct Request: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Sends a candidate of your search to examiners.")

        @OptionGroup var subject: Subject

        func run() async throws {
            let (home, actor) = try subject.home.openAsActor()
            try await home.requestReview(of: subject.search, rank: subject.rank, as: actor)
            try say("Sent candidate \(subject.rank) to examiners.")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The candidates that wait for you.")

        @OptionGroup var home: HomeOption
        @Flag(help: "Print one JSON object.") var json = false

        private struct Output: Encodable {
            let search: String
            let rank: Int
            let asked: Date
        }

        func run() async throws {
            let (home, actor) = try home.openAsActor()
            // Their similarity is not told: it might persuade.
            let waiting = try await home.waitingReviews(as: actor).map {
                Output(search: $0.search, rank: $0.rank, asked: $0.asked)
            }
            if json { return try JSONOutput.print(["waiting": waiting]) }
            if waiting.isEmpty { try say("Nothing waits for you.") }
            for review in waiting {
                try say("\(review.search)  \(review.rank)  asked \(review.asked.formatted(.iso8601))")
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows an examiner probe and candidate, side by side in a page. The look is logged.")

        @OptionGroup var subject: Subject
        @Option(help: ArgumentHelp("Write the page here.", valueName: "file")) var html: String

        func run() async throws {
            let (home, actor) = try subject.home.openAsActor()
            try SheetFile.checkPlace(html)
            let review = try await home.candidateUnderReview(subject.search, rank: subject.rank, as: actor)
            try ReviewSheet(review).write(to: html)
            try say(
                "Look at \(html), then: likeness review record \(subject.search) \(subject.rank) --verdict … --reasons …"
            )
        }
    }

    struct Record: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Records what you saw.")

        @OptionGroup var subject: Subject
        @Option(help: "supports, does-not-support or inconclusive.") var verdict: Verdict
        @Option(help: "What you compared, and what you saw.") var reasons: String

        func run() async throws {
            let (home, actor) = try subject.home.openAsActor()
            let state = try await home.review(
                subject.search, rank: subject.rank, verdict, reasons: reasons, as: actor)
            try say("Recorded. \(state.words)")
        }
    }
}

extension Verdict: ExpressibleByArgument {}
extension Outcome.Action: ExpressibleByArgument {}
