import ArgumentParser
import FaceSearch
import Foundation
import Presentation
import Synchronization
import TransparencyLog
import Vocabulary
import Witness

struct LedgerPublish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish", abstract: "Signs and publishes the log, and has its witnesses cosign.",
        discussion: """
            The log publishes by itself whenever something is logged; this asks witnesses
            that were away then. They stand in witnesses.txt in the home: a line for each,
            its key, a space, its URL; and, if you want, a line `required N`: a checkpoint
            is then published only when N of them have cosigned.

            Examples:
              likeness ledger publish
              likeness ledger publish --json
            """)

    @OptionGroup var home: HomeOption
    @Flag(help: "Print one JSON object.") var json = false

    private struct Output: Encodable {
        let size: Int
        let root: String
        let witnesses: [String: String]
    }

    func run() async throws {
        // What a process that died has recorded and not logged goes first.
        try await Home.open(at: home.directory).settle()
        let outcomes = Mutex<[String: WitnessOutcome]>([:])
        let settings = try WitnessSettings(home: home.directory)
        let client = WitnessClient(settings.witnesses) { witness, outcome in
            outcomes.withLock { $0[witness.key.name] = outcome }
        }
        let writer = try Home.openLog(
            of: home.directory, witnesses: settings.witnesses.isEmpty ? nil : .init(client, required: settings.required)
        )
        let published: Result<SignedCheckpoint, any Error>
        do { published = .success(try await writer.publish(askingAgain: true)) } catch { published = .failure(error) }
        let asked = outcomes.withLock { $0.mapValues { "\($0)" } }
        if !json { for (name, outcome) in asked.sorted(by: { $0.key < $1.key }) { try say("\(name)  \(outcome)") } }
        let checkpoint = try published.get().checkpoint
        if json {
            return try JSONOutput.print(
                Output(size: checkpoint.size, root: "\(checkpoint.root)", witnesses: asked))
        }
        try say("Published: \(counted(checkpoint.size, "entry")), root \(checkpoint.root).")
    }
}

/// The log's witnesses, as the operator lists them in the home.
struct WitnessSettings {
    let witnesses: [WitnessAddress]
    let required: Int

    /// - Throws: `log.malformed` when a line is neither a witness nor `required N`, or more are required than listed;
    ///   `log.storage`, `log.damaged` when the file cannot be read.
    init(home: URL) throws {
        // Only where there is no file are there no witnesses: one that cannot be read may require some.
        guard let bytes = try DurableFile.read(home.appending(path: "witnesses.txt").path) else {
            (witnesses, required) = ([], 0)
            return
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw LogError(.malformed, "witnesses.txt is not UTF-8")
        }
        var required: Int?
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            guard line.hasPrefix("required "), required == nil, let number = Int(line.dropFirst(9)), number >= 0 else {
                return line
            }
            required = number
            return "#"
        }
        witnesses = try WitnessList.parse(Array(lines.joined(separator: "\n").utf8))
        self.required = required ?? 0
        guard self.required <= witnesses.count else {
            throw LogError(.malformed, "witnesses.txt requires more witnesses than it lists")
        }
    }
}
