import ArgumentParser
import FaceSearch
import Foundation
import Records
import Rules
import Vocabulary

struct OutcomeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outcome", abstract: "Outcomes: what came of a case.",
        discussion: """
            Kinds: no-lead, lead, ruled-out, identified, action-taken. Nobody is identified
            on a face alone: where the policy asks for it, examiners have to have agreed on
            a candidate, and it has to be said what else speaks for it.

            Examples:
              likeness outcome record 2026-0117 --kind no-lead
              likeness outcome record 2026-0117 --kind action-taken --action reunion \\
                  --text "Met her sister on 3 March." \\
                  --corroboration "Birth certificate, and her own account."
              likeness outcome list 2026-0117
            """,
        subcommands: [Record.self, List.self])

    struct Record: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Records what came of a case; there may be several.")

        @OptionGroup var place: Case.ReferenceArgument
        @Option(help: "no-lead, lead, ruled-out, identified or action-taken.") var kind: String
        @Option(help: "What was done, with action-taken: charge, arrest, reunion, publication or other.") var action:
            Outcome.Action?
        @Option(help: "In your words.") var text = ""
        @Option(help: "What else, besides the face, speaks for it.") var corroboration: String?

        func validate() throws {
            guard Outcome.Kind(word: kind, action: action) != nil else {
                throw ValidationError(
                    "--kind is one of \(Outcome.Kind.words.joined(separator: ", ")); --action goes with action-taken only."
                )
            }
        }

        func run() async throws {
            guard let kind = Outcome.Kind(word: kind, action: action) else { return }
            let (home, actor) = try place.home.openAsActor()
            _ = try await home.recordOutcome(
                Outcome(kind, text: text, corroboration: corroboration), of: place.reference, as: actor)
            try say("Recorded.")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "What came of a case.")

        @OptionGroup var place: Case.ReferenceArgument
        @Flag(help: "Print one JSON object.") var json = false

        func run() async throws {
            let (home, actor) = try place.home.openAsActor()
            let outcomes = try await home.outcomes(of: place.reference, as: actor)
            if json {
                return try JSONOutput.print([
                    "outcomes": outcomes.map { CaseFileOutput.OutcomeOutput($0.record, by: $0.by) }
                ])
            }
            for (record, by) in outcomes {
                let action = record.outcome.kind.action.map { ": \($0.rawValue)" } ?? ""
                let words = ["\(record.at.formatted(.iso8601))", record.outcome.kind.word + action, by]
                try say((words + [tidied(record.outcome.text)].compactMap { $0 }).joined(separator: "  "))
                if let corroboration = record.outcome.corroboration.flatMap(tidied) {
                    try say("                      corroborated by: \(corroboration)")
                }
            }
        }
    }
}
