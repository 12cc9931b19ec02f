public import ArgumentParser
import FaceSearch
import Foundation
import Presentation
public import Rules

extension RequestKind: ExpressibleByArgument {}
extension IdentityMeans: ExpressibleByArgument {}

extension RequestCommand {
    struct Receive: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Records that a request came in. Its deadline runs from that day.",
            discussion: """
                The name of whoever asks stays in your own file: --reference says which.

                Examples:
                  likeness request receive access --reference DSR-2026-14
                  likeness request receive erasure --reference DSR-2026-15 \\
                      --collection press --received 2026-03-02
                """)

        @OptionGroup var home: HomeOption
        @Argument(help: "What is asked for.") var kind: RequestKind
        @Option(help: "Your own reference to the file that has the person's name.") var reference: String
        @Option(
            help: ArgumentHelp(
                "A collection that they ask about; may be given several times (default: all of yours).",
                valueName: "name"))
        var collection: [String] = []
        @Option(help: ArgumentHelp("The day on which it reached you (default: now).", valueName: "yyyy-mm-dd"))
        var received: String?
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let day = try received.map { text in
                guard let date = try? Date("\(text)T00:00:00Z", strategy: .iso8601) else {
                    throw ValidationError("Write the day as 2026-03-02.")
                }
                return date
            }
            let (home, actor) = try home.openAsActor()
            let made = try await home.receiveRequest(
                RequestDraft(kind: kind, reference: reference, collections: collection, received: day), as: actor)
            try tell(made, json, next: "likeness request identify \(made.ref.rawValue) --means …")
        }
    }

    struct Identify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Records by what means it was checked who asks.",
            discussion: """
                Examples:
                  likeness request identify 5f0c2a9e8b7d41c3a6e9d2b4f8071c35 \\
                      --means certified-copy
                  likeness request identify 5f0c2a9e8b7d41c3a6e9d2b4f8071c35 \\
                      --means other --words "known to the desk for ten years"
                """)

        @OptionGroup var subject: Subject
        @Option(help: "By what it was checked.") var means: IdentityMeans
        @Option(help: "With other: how, in 20 characters or more. Name nobody.") var words: String?
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let (home, actor) = try subject.open()
            try await home.identifyRequest(subject.ref, by: means, words: words, as: actor)
            try tell(home.request(subject.ref, as: actor), json)
        }
    }

    struct Refuse: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Refuses a request, with the reasons that the person is told.",
            discussion: """
                Example:
                  likeness request refuse 5f0c2a9e8b7d41c3a6e9d2b4f8071c35 --html letter.html \\
                      --reason "Nobody could show that the photo is of whoever asks."
                """)

        @OptionGroup var subject: Subject
        @Option(help: "Why, in 20 characters or more.") var reason: String
        @Option(help: ArgumentHelp("Write the letter that says so.", valueName: "file")) var html: String?
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            if let html { try SheetFile.checkPlace(html) }
            let (home, actor) = try subject.open()
            try await home.refuseRequest(subject.ref, because: reason, as: actor)
            if let html { try await RequestAnswerSheet(home.papers(of: subject.ref, as: actor)).write(to: html) }
            try tell(home.request(subject.ref, as: actor), json)
        }
    }

    struct Withdraw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Records that whoever asked took it back. What was found is erased.")

        @OptionGroup var subject: Subject
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let (home, actor) = try subject.open()
            try await home.withdrawRequest(subject.ref, as: actor)
            try tell(home.request(subject.ref, as: actor), json)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Your organisation's requests: open ones first, by when they are due.")

        @OptionGroup var home: HomeOption
        @Flag(help: "Only those that are open.") var open = false
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let (home, actor) = try home.openAsActor()
            let requests = try home.requests(as: actor).filter { !open || $0.request.state.isOpen }
                .map(RequestOutput.init)
            if json { return try JSONOutput.print(["requests": requests]) }
            for request in requests { try say(request.line) }
        }
    }
}
