public import ArgumentParser
import FaceSearch
import Foundation
public import Oversight
import TransparencyLog

struct Usage: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Who used it, how much and for what: figures counted from the log, for overseers.",
        discussion: """
            Exact figures, not for publication: `likeness report` is. docs/usage.md says which
            entries each counts.

            Examples:
              likeness usage --period 2026
              likeness usage --period 2026-Q3 --by organisation
              likeness usage --period 2026-10 --by account --json
            """)

    @OptionGroup var home: HomeOption
    @Option(help: "2026, 2026-Q3, 2026-10, 2026-10-05, or from and to: 2026-07-01..2026-09-30.") var period: String
    @Option(help: "Tell it apart: organisation, unit, account.") var by: Part?
    @Flag(help: "Print one JSON object.") var json = false

    func run() async throws {
        let (home, actor) = try home.openAsActor()
        let period = try Period(parsing: period)
        let progress = ProgressLine("Reading the log", unit: "entries")
        let (history, checkpoint) = try await HistoryKeeper(home).history(as: actor) {
            progress.show(done: $0, of: $1, note: "")
        }
        progress.finish(always: false)
        let words = ["usage", period.text, by?.rawValue].compactMap { $0 }.joined(separator: " ")
        try await home.noteReading(OversightReading(.usage, of: words), as: actor)
        let everybody = history.figures(in: period.seconds)
        let parts = by.map { history.usage(in: period, by: $0) } ?? []
        if json {
            return try JSONOutput.print(
                UsageOutput(
                    period, CountedLogOutput(checkpoint), everybody: UsageOutput.One(everybody, name: "everybody"),
                    parts: parts.map { UsageOutput.One($0.figures, id: $0.id, name: $0.name) },
                    outcomes: history.outcomes(in: period.seconds)))
        }
        try say(
            UsageTable(period, everybody, parts.map { ($0.name, $0.figures) }, history.outcomes(in: period.seconds))
                .text)
        try say("Counted from the \(checkpoint.checkpoint.size) entries of the log \(checkpoint.checkpoint.origin).")
    }
}

extension Part: ExpressibleByArgument {}
