import ArgumentParser
import FaceSearch
import Foundation
import Presentation
import Records
import Rules
import Vocabulary

struct OutcomeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outcome", abstract: "Outcomes: what came of a case.",
        discussion: """
            Kinds: no-lead, lead, ruled-out, identified, action-taken. Nobody is identified
            on a face alone: where the policy asks for it, the candidate is named on whom
            examiners have agreed, and it is said what else speaks for it.

            Examples:
              likeness outcome record 2026-0117 --kind no-lead
              likeness outcome record 2026-0117 --kind action-taken --action reunion \\
                  --search 5f0c2a9e8b7d41c3a6e9d2b4f8071c35 --rank 3 \\
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
        @Option(help: ArgumentHelp("The search whose candidate it is about.", valueName: "id")) var search: String?
        @Option(help: "The candidate's rank in that search's list.") var rank: Int?
        @Option(help: "In your words.") var text = ""
        @Option(help: "What else, besides the face, speaks for it.") var corroboration: String?

        func validate() throws {
            guard Outcome.Kind(word: kind, action: action) != nil else {
                throw ValidationError(
                    "--kind is one of \(Outcome.Kind.words.joined(separator: ", ")); --action goes with action-taken only."
                )
            }
            guard (search == nil) == (rank == nil) else {
                throw ValidationError("--search and --rank name a candidate together.")
            }
        }

        private var candidate: Outcome.Candidate? {
            if let search, let rank { Outcome.Candidate(search: search, rank: rank) } else { nil }
        }

        func run() async throws {
            guard let kind = Outcome.Kind(word: kind, action: action) else { return }
            let (home, actor) = try place.home.openAsActor()
            _ = try await home.recordOutcome(
                Outcome(kind, of: candidate, text: text, corroboration: corroboration), of: place.reference, as: actor)
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
                let candidate = record.outcome.candidate.map { "candidate \($0.rank) of \($0.search)" }
                let words =
                    ["\(record.at.formatted(.iso8601))", record.outcome.kind.word + action, by]
                    + [candidate].compactMap { $0 }
                try say((words + [tidied(record.outcome.text)].compactMap { $0 }).joined(separator: "  "))
                if let corroboration = record.outcome.corroboration.flatMap(tidied) {
                    try say("                      corroborated by: \(corroboration)")
                }
            }
        }
    }
}
