import ArgumentParser
import FaceSearch
import Foundation
import Presentation
import TransparencyLog

struct LedgerFsck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fsck", abstract: "Derives the log's hashes anew from its entries, and repairs what is derivable.",
        discussion: """
            Tiles of hashes that are missing or altered are written anew, if the
            entries lead to the root that was signed. An entry that is lost or altered
            cannot be derived: it is named, and nothing is touched. Exit code 1 when
            something could not be repaired.

            Examples:
              likeness ledger fsck
              likeness ledger fsck --new-journal
            """)

    @OptionGroup var home: HomeOption
    @Flag(
        help:
            "Replace a journal that is missing or damaged by what can be read of it; the rest of what was not yet published is lost."
    )
    var newJournal = false

    func run() throws {
        let progress = ProgressLine("Reading", unit: "entries")
        let total = try Home.publishedLog(of: home.directory).checkpoint().checkpoint.size
        let report = try LogRepair.run(
            Home.logFolder(of: home.directory), key: Home.logVerifierKey(of: home.directory),
            startJournalAnew: newJournal
        ) { progress.show(done: $0, of: total, note: "") }
        progress.finish(always: false)
        for path in report.repaired { try say("repaired  \(path)") }
        if report.saved > 0 { try say("saved     \(counted(report.saved, "entry")) that had not been published") }
        for problem in report.problems { try say("problem   \(problem.detail)") }
        if report.repaired.isEmpty, report.problems.isEmpty { try say("Nothing to repair.") }
        if !report.problems.isEmpty { throw ExitCode(1) }
    }
}
