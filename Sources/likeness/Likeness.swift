import ArgumentParser
import Foundation

/// The program. Parses, runs, and turns whatever goes wrong into a message and an exit code.
@main
enum Likeness {
    static func main() async {
        // A reader that goes away (`likeness … | head`) is no reason to die without a word.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try LikenessCommand.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            exit(ErrorReport(error).tell())
        }
    }
}

struct LikenessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "likeness",
        abstract: "Finds a face in photo collections that you lawfully hold, and answers for every search.",
        discussion: """
            A first tour:
              likeness demo     people who do not exist, found again
              likeness init     makes a home for what Likeness keeps
              likeness collection create family --controller "Jo Doe" \\
                  --lawful-basis "own photos" --source "phone" --retention 3650
              likeness index ~/Pictures --collection family
              likeness search someone.jpg --html sheet.html

            Exit codes: 0 done; 1 the work found problems; 2 wrong usage;
            3 refused by policy; 4 the environment.
            A candidate is a lead, not an identification.
            """,
        version: "0.1.0",
        groupedSubcommands: [
            CommandGroup(
                name: "Photos and searches",
                subcommands: [Init.self, Collection.self, Index.self, Search.self, Faces.self, Compare.self]),
            CommandGroup(
                name: "People", subcommands: [LogIn.self, LogOut.self, Account.self, Organisation.self, Unit.self]),
            CommandGroup(
                name: "Permission",
                subcommands: [PolicyCommand.self, Case.self, Authorise.self, Grant.self, Clock.self]),
            CommandGroup(name: "Examination", subcommands: [ReviewCommand.self, OutcomeCommand.self]),
            CommandGroup(
                name: "Erasure and protection", subcommands: [Erase.self, Retention.self, Seal.self, Protect.self]),
            CommandGroup(name: "Rights", subcommands: [RequestCommand.self, PublicPageCommand.self]),
            CommandGroup(name: "Proof", subcommands: [Ledger.self]),
            CommandGroup(name: "Oversight", subcommands: [ReportCommand.self, Signals.self, Evidence.self]),
            CommandGroup(name: "This program", subcommands: [Serve.self, Demo.self, Synth.self, Doctor.self]),
        ])
}
