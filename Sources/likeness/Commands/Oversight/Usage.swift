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

    private struct Output: Encodable {
        struct One: Encodable {
            let id: String?
            let name: String
            let figures: [String: Int]
            let accountsActive: Int
            let accountsSearching: Int
            let firstSearch: String?
            let lastSearch: String?
            let erasedEntries: Int
        }

        struct Log: Encodable {
            let origin: String
            let size: Int
            let root: String
        }

        let period: String
        let log: Log
        let everybody: One
        let parts: [One]
    }

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
        let parts = by.map { history.figures(in: period.seconds, by: $0) } ?? [:]
        let ordered = parts.filter { $0.key >= 0 }.sorted {
            ($1.value[.searches], $0.key) < ($0.value[.searches], $1.key)
        }
        if json {
            let checkpoint = checkpoint.checkpoint
            return try JSONOutput.print(
                Output(
                    period: period.text,
                    log: Output.Log(origin: checkpoint.origin, size: checkpoint.size, root: "\(checkpoint.root)"),
                    everybody: one(everybody, name: "everybody"),
                    parts: ordered.map { one($0.value, id: history.id($0.key), name: history.name($0.key)) }))
        }
        try say(UsageTable(period, everybody, ordered.map { (history.name($0.key), $0.value) }).text)
        try say("Counted from the \(checkpoint.checkpoint.size) entries of the log \(checkpoint.checkpoint.origin).")
    }

    private func one(_ figures: Figures, id: RandomID? = nil, name: String) -> Output.One {
        Output.One(
            id: id?.text, name: name,
            figures: Dictionary(uniqueKeysWithValues: Measure.allCases.map { ($0.rawValue, figures[$0]) }),
            accountsActive: figures.accountsActive, accountsSearching: figures.accountsSearching,
            firstSearch: figures.firstSearch?.formatted(.iso8601), lastSearch: figures.lastSearch?.formatted(.iso8601),
            erasedEntries: figures.erasedEntries)
    }
}

extension Part: ExpressibleByArgument {}
