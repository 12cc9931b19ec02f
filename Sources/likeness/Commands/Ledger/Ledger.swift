import ArgumentParser
import FaceSearch
import Foundation
import TransparencyLog
import Vocabulary

struct Ledger: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The tamper-evident log: read it, prove from it, check it.",
        discussion: """
            Anybody can check the log without this program and without trusting
            whoever runs it: docs/ledger.md says how.

            Examples:
              likeness ledger show --since 2026-01-01 --type search.completed
              likeness ledger key show             give this to your overseer
              likeness ledger export /media/usb/log
              likeness ledger verify /media/usb/log --key log-key.txt
              likeness ledger verify /media/usb/log --key log-key.txt \\
                  --checkpoint last-year/checkpoint
              likeness ledger prove 17 --output 17.tlog-proof
              likeness ledger verify-receipt 17.tlog-proof --key log-key.txt
            """,
        subcommands: [
            LedgerShow.self, LedgerVerify.self, LedgerProve.self, LedgerVerifyReceipt.self,
            LedgerVerifyPack.self, LedgerExport.self,
            LedgerFsck.self, LedgerKey.self, LedgerPublish.self, LedgerWitness.self,
        ])
}

/// A key, given as its text or as a file that holds it.
///
/// Anything is taken at first: the parser would repeat what it refuses, and somebody may have given a secret key.
struct VerifierKeyArgument: ExpressibleByArgument {
    private let parsed: VerifierKey?

    init(argument: String) {
        let text = (try? String(contentsOfFile: argument, encoding: .utf8)) ?? argument
        parsed = try? VerifierKey(parsing: text.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    /// - Throws: `log.malformed`.
    var key: VerifierKey {
        get throws {
            guard let parsed, parsed.isPlain else {
                throw Failure(
                    .logMalformed,
                    "A key that was given is none, and no file that holds one, or its name does not show.",
                    remedy: "Give what `likeness ledger key show` prints, or a file with it.")
            }
            return parsed
        }
    }
}

/// Which log is meant: the home's own, or a folder of its public files.
struct LogOption: ParsableArguments {
    @OptionGroup var home: HomeOption

    @Argument(
        help: ArgumentHelp(
            "A folder that `ledger export` wrote, or a copy of a log's public files.", valueName: "folder"))
    var folder: String?

    @Option(help: ArgumentHelp("The log's key, or a file that holds it; needed with a folder.", valueName: "key"))
    var key: VerifierKeyArgument?

    func validate() throws {
        if folder != nil, key == nil {
            throw ValidationError("Give the log's key with --key: a folder cannot vouch for itself.")
        }
    }

    var log: PublishedLog { folder.map { PublishedLog($0) } ?? Home.publishedLog(of: home.directory) }

    func verifierKey() throws -> VerifierKey { try key.map { try $0.key } ?? Home.logVerifierKey(of: home.directory) }
}
