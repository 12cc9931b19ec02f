import ArgumentParser
import FaceSearch
import Foundation
import Presentation
import Records
import Rules

struct SignalDecisionArguments: ParsableArguments {
    @OptionGroup var home: HomeOption
    @Argument(help: "The signal's id.") var id: String
    @Option(help: "Why, in at least 20 characters; the other overseers read it.") var reason: String
    @Flag(help: "Print one JSON object.") var json = false

    func decide(_ decision: SignalDecision) async throws {
        let (home, actor) = try home.openAsActor()
        let signal = SignalOutput(try await home.decide(SignalRef(id), decision, reason: reason, as: actor))
        if json { try JSONOutput.print(signal) } else { try say(signal.line) }
    }
}

struct SignalsExplain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Says that there is a harmless reason for it.")

    @OptionGroup var arguments: SignalDecisionArguments

    func run() async throws { try await arguments.decide(.explained) }
}

struct SignalsUphold: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "uphold", abstract: "Says that it is what it looks like.")

    @OptionGroup var arguments: SignalDecisionArguments

    func run() async throws { try await arguments.decide(.upheld) }
}

struct SignalsReopen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "Opens one again that was decided on; what was said stays on record.")

    @OptionGroup var arguments: SignalDecisionArguments

    func run() async throws { try await arguments.decide(.reopened) }
}
