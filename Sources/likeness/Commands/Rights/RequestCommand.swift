import ArgumentParser
import FaceSearch
import Presentation
import Rules

struct RequestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request",
        abstract:
            "Requests of people about themselves: whether they are in a collection, erasure, objection, protection.",
        discussion: """
            For custodians. Each step is logged. Nothing is searched before it was checked
            who asks; what was found is kept until the request ends. docs/rights.md has the
            whole.

            Examples:
              likeness request receive access --reference DSR-2026-14
              likeness request identify 5f0c2a9e8b7d41c3a6e9d2b4f8071c35 \\
                  --means in-person-document
              likeness request search 5f0c2a9e8b7d41c3a6e9d2b4f8071c35 them.jpg \\
                  --html found.html
              likeness request confirm 5f0c2a9e8b7d41c3a6e9d2b4f8071c35 --is 1 2 --others-not
              likeness request answer 5f0c2a9e8b7d41c3a6e9d2b4f8071c35 --html letter.html
            """,
        subcommands: [
            Receive.self, Identify.self, Search.self, Confirm.self, Answer.self, Refuse.self, Withdraw.self, List.self,
            Show.self,
        ])

    struct Subject: ParsableArguments {
        @OptionGroup var home: HomeOption
        @Argument(help: ArgumentHelp("The request's id.", valueName: "request")) var id: String

        var ref: RequestRef { RequestRef(id) }

        func open() throws -> (home: Home, actor: Actor) { try home.openAsActor() }
    }

    /// One request, as it stands.
    static func tell(_ described: DescribedRequest, _ json: Bool, next: String? = nil) throws {
        let output = RequestOutput(described)
        if json { return try JSONOutput.print(output) }
        try say((output.lines + (next.map { ["Next: \($0)"] } ?? [])).joined(separator: "\n"))
    }
}
