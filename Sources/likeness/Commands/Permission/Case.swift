import ArgumentParser
import FaceSearch
import Foundation
import Records

struct Case: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Cases: what searches are made for. An archive's projects are cases too.",
        discussion: """
            Examples:
              likeness case open 2026-0117
              likeness case list
              likeness case close 2026-0117
            """,
        subcommands: [Open.self, List.self, Close.self])

    struct ReferenceArgument: ParsableArguments {
        @OptionGroup var home: HomeOption
        @Argument(help: "The case's reference, as your organisation has it.") var reference: String
    }

    struct Open: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Opens a case.")

        @OptionGroup var place: ReferenceArgument

        func run() async throws {
            let (home, actor) = try place.home.openAsActor()
            let opened = try await home.openCase(place.reference, as: actor)
            try say(
                "Opened the case \(opened.reference). Next: likeness authorise request --case \(opened.reference) …")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Your organisation's cases.")

        @OptionGroup var home: HomeOption
        @Flag(help: "Print one JSON object.") var json = false

        private struct Output: Encodable {
            let reference: String
            let opened: Date
            let closed: Date?
        }

        func run() throws {
            let (home, actor) = try home.openAsActor()
            let cases = try home.cases(as: actor).map {
                Output(reference: $0.reference, opened: $0.opened, closed: $0.closed)
            }
            if json { return try JSONOutput.print(["cases": cases]) }
            for item in cases {
                let end = item.closed.map { "  closed \($0.formatted(.iso8601))" } ?? ""
                try say("\(item.reference)  opened \(item.opened.formatted(.iso8601))\(end)")
            }
        }
    }

    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Closes a case: no search is made on it any more.")

        @OptionGroup var place: ReferenceArgument

        func run() async throws {
            let (home, actor) = try place.home.openAsActor()
            try await home.closeCase(place.reference, as: actor)
            try say("Closed the case \(place.reference).")
        }
    }
}
