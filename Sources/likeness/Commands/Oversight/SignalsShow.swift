import ArgumentParser
import FaceSearch
import Foundation
import Presentation
import Records
import Rules

struct SignalsShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "One signal: its rule, its evidence, what was decided, and who looked behind it.",
        discussion: """
            `likeness ledger show` has the entries that it rests on. That it was shown is
            logged, as every overseer's reading is.
            """)

    @OptionGroup var home: HomeOption
    @Argument(help: "The signal's id.") var id: String
    @Flag(help: "Print one JSON object.") var json = false

    func run() async throws {
        let (home, actor) = try home.openAsActor()
        // Asked before it is noted, so that no other word comes into the log than an id.
        _ = try home.signal(SignalRef(id), as: actor)
        try await home.noteReading(OversightReading(.usage, of: "/oversight/signals/\(id)"), as: actor)
        let details = try home.signal(SignalRef(id), as: actor)
        let output = SignalDetailsOutput(details, limits: try home.policy().policy.signals)
        if json { try JSONOutput.print(output) } else { try say(output.lines.joined(separator: "\n")) }
    }
}
