import ArgumentParser

struct Signals: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Misuse signals: patterns of use that an overseer looks into.",
        discussion: """
            A signal is no accusation: it is open until an overseer explains or upholds it,
            with a reason that the other overseers read. When new evidence comes, one that
            was explained is open again. docs/signals.md has the rules.

            Examples:
              likeness signals list --state open
              likeness signals show 5f0c2a9e8b7d41c3a6e9d2b4f8071c35
              likeness signals explain 5f0c2a9e8b7d41c3a6e9d2b4f8071c35 \\
                  --reason "Two cases on one missing child, opened by two desks."
              likeness signals look 5f0c2a9e8b7d41c3a6e9d2b4f8071c35 \\
                  --search 77ab2a9e8b7d41c3a6e9d2b4f8071c35 --output face.jpg \\
                  --reason "To ask the family whether they know of this."
            """,
        subcommands: [
            SignalsCheck.self, SignalsList.self, SignalsShow.self, SignalsExplain.self, SignalsUphold.self,
            SignalsReopen.self,
            SignalsLook.self,
        ])
}
