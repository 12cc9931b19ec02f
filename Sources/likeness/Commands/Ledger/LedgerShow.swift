import ArgumentParser
import FaceSearch
import Foundation
import Presentation
import TransparencyLog

struct LedgerShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "The log's entries, oldest first.",
        discussion: """
            Entries hold no personal data: a type, a time, random ids, and a
            commitment to what is kept apart. Times are UTC; a day alone means its
            beginning.

            Examples:
              likeness ledger show
              likeness ledger show --since 2026-03-01 --until 2026-04-01 \\
                  --type search.completed
              likeness ledger show --id 5f0c2a9e8b7d41c3a6e9d2b4f8071c35 --json
            """)

    @OptionGroup var home: HomeOption
    @Option(help: ArgumentHelp("Not before this day or time.", valueName: "time")) var since: EventTime?
    @Option(help: ArgumentHelp("Before this day or time.", valueName: "time")) var until: EventTime?
    @Option(help: "Only this type; may be given several times.") var type: [String] = []
    @Option(help: "Only with this pseudonymous id; may be given several times.") var id: [String] = []
    @Flag(help: "Print one JSON object.") var json = false

    func run() throws {
        let log = Home.publishedLog(of: home.directory)
        let head = try log.checkpoint(signedBy: Home.logVerifierKey(of: home.directory)).checkpoint.head
        guard json else { return try forEach(log, head) { try say(Self.line($0, $1)) } }
        var separator = ""
        try write(Data("{\"entries\":[".utf8))
        do {
            try forEach(log, head) { index, event in
                try write(Data(separator.utf8) + JSONText.data(LedgerEntryOutput(index, event)))
                separator = ","
            }
        } catch {
            // Damage midway: what came before it has been printed, and it has to stay one object.
            let report = ErrorReport(error)
            if let output = report.output {
                try write(Data("],\"error\":".utf8) + JSONText.data(output) + Data("}\n".utf8))
            }
            throw ExitCode(report.tell(inJSON: false))
        }
        try say("]}")
    }

    private func forEach(_ log: PublishedLog, _ head: TreeHead, _ body: (Int, LoggedEvent?) throws -> Void) throws {
        for first in stride(from: 0, to: head.size, by: Tile.width) {
            let count = min(Tile.width, head.size - first)
            let bundle = try log.entries(ofBundle: first / Tile.width, count: count)
            let hashes = try log.hashes(of: Tile(level: 0, index: first / Tile.width, count: count))
            for (index, (bytes, hash)) in zip(first..., zip(bundle, hashes)) {
                guard hash == .leaf(bytes) else {
                    throw LogError(.damaged, "entry \(index) is not what its tile has the hash of")
                }
                guard mayBeWanted(bytes), case let event = LoggedEvent(bytes), isWanted(event) else { continue }
                try body(index, event)
            }
        }
    }

    /// Looks for what was asked for as it stands in canonical JSON: cheaper than to parse each entry.
    private func mayBeWanted(_ bytes: [UInt8]) -> Bool {
        guard !(type.isEmpty && id.isEmpty) else { return true }
        let text = String(decoding: bytes, as: UTF8.self)
        return (type.isEmpty || type.contains { text.contains("\"type\":\"\($0)\"") })
            && (id.isEmpty || id.contains { text.contains("\"\($0)\"") })
    }

    /// An entry that is no event is shown when nothing particular is asked for.
    private func isWanted(_ event: LoggedEvent?) -> Bool {
        guard let event else { return since == nil && until == nil && type.isEmpty && id.isEmpty }
        return (since.map { event.time >= $0.date } ?? true) && (until.map { event.time < $0.date } ?? true)
            && (type.isEmpty || type.contains(event.type))
            && (id.isEmpty || event.ids.values.contains { id.contains($0.text) })
    }

    private static func line(_ index: Int, _ event: LoggedEvent?) -> String {
        let digits = "\(index)"
        let number = digits + String(repeating: " ", count: max(2, 8 - digits.count))
        guard let event else { return number + "not an event of this version" }
        let ids = event.ids.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.text)" }
        return ([number + event.time.formatted(.iso8601), event.type] + ids).joined(separator: "  ")
    }
}

/// `2026-03-01` or `2026-03-01T12:30:00Z`.
struct EventTime: ExpressibleByArgument {
    let date: Date

    init?(argument: String) {
        let text = argument.count == 10 ? argument + "T00:00:00Z" : argument
        guard let date = try? Date(text, strategy: .iso8601) else { return nil }
        self.date = date
    }
}
