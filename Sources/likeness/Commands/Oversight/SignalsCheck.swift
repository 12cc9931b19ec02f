import ArgumentParser
import FaceSearch
import Oversight

struct SignalsCheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Applies the rules to everything that was done, and raises what is new.",
        discussion: """
            It can be done as often as one likes, each night for instance: what was found
            before is known again.

            Examples:
              likeness signals check
              likeness signals check --json
            """)

    @OptionGroup var home: HomeOption
    @Flag(help: "Print one JSON object.") var json = false

    func run() async throws {
        let (home, actor) = try home.openAsActor()
        let progress = ProgressLine("Reading the log", unit: "entries")
        let check = try await HistoryKeeper(home).checkSignals(in: home, as: actor) {
            progress.show(done: $0, of: $1, note: "")
        }
        progress.finish(always: false)
        if json { return try JSONOutput.print(SignalCheckOutput(check)) }
        try say(
            "Raised \(check.raised), grown \(check.grown), opened again \(check.reopened); known before: \(check.unchanged)."
        )
        if !check.comparesFaces {
            try say("Faces were not compared: the oversight key is kept elsewhere. --help of `init` says more.")
        }
    }
}
