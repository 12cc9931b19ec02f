import ArgumentParser
import Foundation
import Presentation
import TransparencyLog
import Vocabulary
import Witness

struct LedgerWitness: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "witness", abstract: "The overseer's witness: cosigns checkpoints, and refuses a changed history.",
        discussion: """
            A witness remembers the last checkpoint of each log and cosigns only what
            continues it. Run it where the log's operator cannot reach. It speaks C2SP
            tlog-witness without TLS, and listens on this machine only unless --host says
            otherwise: put a web server before it.

            Its folder holds witness.key (mode 0600), logs.txt (the keys of the logs that it
            knows, a line each), and what it cosigned. Never restore that from a backup: a
            witness that forgets can be deceived.

            Examples:
              likeness ledger witness --store /srv/witness --name witness.example.org \\
                  --log log-key.txt
              likeness ledger witness --store /srv/witness --port 7380
              likeness ledger witness key --store /srv/witness
            """,
        subcommands: [Run.self, Key.self], defaultSubcommand: Run.self)

    struct StoreOption: ParsableArguments {
        @Option(help: ArgumentHelp("The witness's folder.", valueName: "dir")) var store: String

        func validate() throws {
            if store.isEmpty { throw ValidationError("Name the witness's folder.") }
        }
    }

    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "run", abstract: "Serves until it is stopped (Control-C, SIGTERM).")

        @OptionGroup var place: StoreOption
        @Option(help: "The witness's name, when it is first run: one word.") var name: String?
        @Option(help: ArgumentHelp("A log's key, or a file that holds it; beside those in logs.txt.", valueName: "key"))
        var log: [VerifierKeyArgument] = []
        @Option(help: "The address to listen on.") var host = "127.0.0.1"
        @Option(help: "The port to listen on; 0: a free one.") var port = 7380

        func run() async throws {
            let store = try WitnessStore(place.store, name: name, logs: log.map { try $0.key })
            tell("Witness \(store.key)\n")
            tell("Cosigns for \(counted(store.logs.count, "log")): \(store.logs.map(\.name).joined(separator: ", "))\n")
            let host = host
            do {
                try await WitnessServer(store, host: host, port: port).run { port in
                    tell("Listening on http://\(host):\(port)/add-checkpoint\n")
                }
            } catch  where !(error is LogError || error is CancellationError) {
                throw Failure(
                    .witnessCannotListen, "The witness cannot listen at this address and port.",
                    remedy: "Stop what listens there already, or name others with --host and --port.")
            }
        }
    }

    struct Key: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints the key with which others verify this witness's cosignatures.")

        @OptionGroup var place: StoreOption

        func run() throws { try say("\(WitnessStore.key(of: place.store))") }
    }
}

extension Failure.Code {
    /// The port is taken, or the address is none of this machine's.
    static let witnessCannotListen = Failure.Code("witness.cannot-listen", .environment)
}
