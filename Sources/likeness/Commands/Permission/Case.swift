import ArgumentParser
import FaceSearch
import Foundation
import Presentation
import Records

struct Case: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Cases: what searches are made for. An archive's projects are cases too.",
        discussion: """
            Examples:
              likeness case open 2026-0117
              likeness case list
              likeness case close 2026-0117
              likeness case export 2026-0117 --html 2026-0117.html
            """,
        subcommands: [Open.self, List.self, Close.self, Export.self])

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

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Writes all that was done on a case: every search, who asked and approved, receipts, reviews, outcome.",
            discussion: """
                Searches that found nobody and candidates that were somebody else are in it
                too. That the file left the home is logged.

                Examples:
                  likeness case export 2026-0117 --html 2026-0117.html
                  likeness case export 2026-0117 --json > 2026-0117.json
                """)

        @OptionGroup var place: ReferenceArgument
        @Flag(help: "Print one JSON object.") var json = false
        @Option(help: ArgumentHelp("Write a page that opens in any browser, and prints.", valueName: "file"))
        var html: String?

        func validate() throws {
            if !json, html == nil { throw ValidationError("Say where to: --html FILE, --json, or both.") }
        }

        func run() async throws {
            let (home, actor) = try place.home.openAsActor()
            if let html { try SheetFile.checkPlace(html) }
            let file = try await home.exportCase(place.reference, as: actor)
            if let html { try CaseFileSheet(file).write(to: html) }
            if json { return try JSONOutput.print(CaseFileOutput(file)) }
            if let html { try say("Case file: \(html)") }
        }
    }
}
