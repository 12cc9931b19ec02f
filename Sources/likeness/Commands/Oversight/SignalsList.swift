public import ArgumentParser
import FaceSearch
import Foundation
import Presentation
import Records
public import Rules
import Vocabulary

struct SignalsList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The signals, newest first.",
        discussion: """
            Examples:
              likeness signals list
              likeness signals list --state open --kind odd-hours --json
            """)

    @OptionGroup var home: HomeOption
    @Option(help: "Only these: open, explained or upheld.") var state: SignalState?
    @Option(help: ArgumentHelp("Only of this rule, by its word.", valueName: "word")) var kind: SignalKind?
    @Option(help: ArgumentHelp("Those that come after this one.", valueName: "id")) var after: String?
    @Option(help: "How many, at most.") var limit = 100
    @Flag(help: "Print one JSON object.") var json = false

    func validate() throws {
        guard (1...10_000).contains(limit) else { throw ValidationError("--limit is a number from 1 to 10000.") }
    }

    func run() async throws {
        let (home, actor) = try home.openAsActor()
        let filter = SignalFilter(state: state, kind: kind?.word)
        let signals = try home.signals(filter, after: after.map { SignalRef($0) }, limit: limit, as: actor)
            .map { SignalOutput($0) }
        if json {
            struct Output: Encodable {
                let total: Int
                let signals: [SignalOutput]
            }
            return try JSONOutput.print(Output(total: home.countSignals(filter, as: actor), signals: signals))
        }
        if signals.isEmpty { try say("No such signal.") }
        for signal in signals { try say(signal.line) }
    }
}

extension SignalState: ExpressibleByArgument {}
extension SignalKind: ExpressibleByArgument {}
