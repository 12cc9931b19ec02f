import ArgumentParser
import FaceSearch
import Foundation
import Oversight
import TransparencyLog
import Vocabulary

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "A transparency report: how much was searched, for what, on whose word, and what came of it.",
        discussion: """
            For publication: counts below the policy's smallest are told as "fewer than", in
            such a way that nobody finds them out by subtracting one report from another.
            Signed with the log's key, and counted from the log's entries, so that anybody
            who has them can count again.

            Examples:
              likeness report --period 2026-Q3
              likeness report --period 2026 --html --output report-2026.html
              likeness report --period 2026-07..2026-09 --csv > report.csv
              likeness report verify report-2026.html
            """,
        subcommands: [Make.self, Verify.self], defaultSubcommand: Make.self)

    struct Make: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "make", abstract: "Makes a report of whole months.", shouldDisplay: false)

        enum Form: String, EnumerableFlag {
            case html, pdf, csv, json

            static func help(for value: Form) -> ArgumentHelp? {
                switch value {
                case .html: "One page that needs nothing else."
                case .pdf: "The same for printing; its signed note lies beside it as FILE.note."
                case .csv: "A row for each count."
                case .json: "One JSON object."
                }
            }
        }

        @OptionGroup var home: HomeOption
        @Option(help: "2026, 2026-Q3, 2026-10, or from and to: 2026-07-01..2026-09-30.") var period: String
        @Flag(help: "How it is written (default: a table for the terminal).") var form: Form?
        @Option(
            name: [.short, .long],
            help: ArgumentHelp("Write to this file (default: standard output).", valueName: "file"))
        var output: String?

        func validate() throws {
            if form == .pdf, output == nil { throw ValidationError("Name the PDF's file with --output.") }
        }

        func run() async throws {
            let (home, actor) = try home.openAsActor()
            let period = try Period(parsing: period)
            let progress = ProgressLine("Reading the log", unit: "entries")
            let published = try await HistoryKeeper(home).publishReport(of: period, in: home, as: actor) {
                progress.show(done: $0, of: $1, note: "")
            }
            progress.finish(always: false)
            switch form {
            case nil: try say(ReportTable(published).text)
            case .html: try write(published.file(.html))
            case .csv: try write(published.file(.csv))
            case .json: try write(published.file(.json))
            case .pdf:
                let file = output ?? ""
                try PDFWriter.write(published.html(), to: file)
                try OutputFile.write(Data(published.note.serialised()), to: file + ".note")
                try say("Wrote \(file), and its signed note \(file).note.")
            }
        }

        private func write(_ bytes: [UInt8]) throws {
            guard let output else { return FileHandle.standardOutput.write(Data(bytes)) }
            try OutputFile.write(Data(bytes), to: output)
            try say("Wrote \(output).")
        }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks a report: its signature, each of its lines, and, where the home is at hand, each number.",
            discussion: """
                With --key, no home is needed: the signature is checked, and that the page, table
                or JSON is what was signed. Without, the log's entries are counted again. What
                was erased since cannot be: those numbers are named, and all others are
                compared.

                A PDF is vouched for by the note beside it, whose numbers are printed:
                compare them with the PDF's.

                Examples:
                  likeness report verify report-2026.html
                  likeness report verify report-2026.csv --key log-key.txt
                  likeness report verify report-2026.pdf.note --key log-key.txt
                """)

        @OptionGroup var home: HomeOption
        @Argument(help: "A report as HTML, CSV, JSON, or a signed note.") var file: String
        @Option(
            help: ArgumentHelp(
                "The log's key, or a file that holds it; the numbers are not counted again then.", valueName: "key"))
        var key: VerifierKeyArgument?
        @Flag(help: "Print one JSON object.") var json = false

        private struct Output: Encodable {
            let valid: Bool
            let period: String
            let log: String
            let size: Int
            let counted: Bool
            /// How many numbers and tables were counted again; absent when none was.
            let compared: Int?
            let uncounted: [Uncounted]?
            let problems: [String]

            struct Uncounted: Encodable {
                let figure: String
                let numbers: [String]
                let reason: String
            }
        }

        func run() async throws {
            let bytes = try ReportCommand.read(file)
            let (published, form) = try PublishedReport.read(bytes)
            let report = published.report
            var problems: [ReportProblem]
            var recount: ReportRecount?
            if let key {
                problems = try published.problems(in: bytes, as: form, key: key.key)
            } else {
                let (home, actor) = try home.openAsActor()
                problems = try published.problems(in: bytes, as: form, key: Home.logVerifierKey(of: home.directory))
                if try !home.hasPublished(report.id, digest: published.digest, as: actor) {
                    problems.append(.log("it has no entry that this report was published"))
                }
                let progress = ProgressLine("Reading the log", unit: "entries")
                let (history, checkpoint) = try await HistoryKeeper(home).history(ofFirst: report.size, as: actor) {
                    progress.show(done: $0, of: $1, note: "")
                }
                progress.finish(always: false)
                let counted = try published.recount(in: history, size: history.size, under: checkpoint)
                problems += counted.problems
                recount = counted
            }
            if json {
                try JSONOutput.print(
                    Output(
                        valid: problems.isEmpty, period: report.period.text, log: report.origin, size: report.size,
                        counted: key == nil, compared: recount?.compared,
                        uncounted: recount?.uncounted.map {
                            Output.Uncounted(figure: $0.figure, numbers: $0.numbers, reason: $0.reason)
                        }, problems: problems.map(\.description)))
            } else if problems.isEmpty {
                try say(
                    "Valid: the report of \(report.period.words), made from the first \(report.size) entries of \(report.origin)."
                )
                try say(recount.map(words) ?? "Its numbers were not counted again: that takes the home.")
                // Nothing else says what a note alone is of.
                if form == nil { try say("\n" + ReportTable(published).text) }
            } else {
                for problem in problems { try say(problem.description) }
                if let recount, recount.compared > 0 { try say(words(recount)) }
            }
            if !problems.isEmpty { throw ExitCode(1) }
        }

        private func words(_ recount: ReportRecount) -> String {
            guard !recount.uncounted.isEmpty else {
                return "Each of its \(recount.compared) numbers was counted again."
            }
            let named = recount.uncounted.map { "  \($0)" }.joined(separator: "\n")
            return
                "\(recount.compared) of its numbers were counted again. These could not be, and rest on the signature:\n"
                + named
        }
    }

    private static func read(_ path: String) throws -> [UInt8] {
        guard let bytes = try DurableFile.read(path, atMost: 16 << 20) else {
            throw Failure(.pathMissing, "A file that was named does not exist.", remedy: "Check its name.")
        }
        return bytes
    }
}
