import ArgumentParser
import FaceSearch
import Foundation
import Presentation
import TransparencyLog

struct LedgerExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Copies the log's public files for an auditor.",
        discussion: """
            Writes `checkpoint`, `tile/…` and `tile/entries/…` (C2SP tlog-tiles), which
            any web server can serve and `ledger verify` can check.

            Example:
              likeness ledger export /media/usb/log
            """)

    @OptionGroup var home: HomeOption
    @Argument(help: "A folder that is empty or not there yet.") var dir: String

    func validate() throws {
        if dir.isEmpty { throw ValidationError("Name the folder to export to.") }
    }

    func run() throws {
        let progress = ProgressLine("Exporting", unit: "files")
        let log = Home.publishedLog(of: home.directory)
        let checkpoint = try log.checkpoint(signedBy: Home.logVerifierKey(of: home.directory))
        try LogExport.write(log, checkpoint, to: dir) {
            progress.show(done: $0, of: $1, note: "")
        }
        progress.finish(always: false)
        try say(
            "Exported \(counted(checkpoint.checkpoint.size, "entry")) of the log \(checkpoint.checkpoint.origin) to \(dir)."
        )
        try say("Next: likeness ledger verify \(dir) --key KEY")
    }
}
