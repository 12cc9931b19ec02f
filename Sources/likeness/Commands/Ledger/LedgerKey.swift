import ArgumentParser
import FaceSearch

struct LedgerKey: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "The key that verifies the log.", subcommands: [Show.self])

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints the key with which others verify the log's checkpoints.",
            discussion: """
                It is public: give it to your overseer by a way that nobody can tamper
                with. It has the form name+hash+base64 (C2SP signed-note).

                Example:
                  likeness ledger key show > log-key.txt
                """)

        @OptionGroup var home: HomeOption

        func run() throws { try say("\(Home.logVerifierKey(of: home.directory))") }
    }
}
