import ArgumentParser
import FaceSearch
import Foundation
import Oversight
import Presentation
import TransparencyLog
import Vocabulary

struct Evidence: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Evidence for a regulator: entries of the log with proofs and what they stand for.",
        discussion: """
            A pack is a folder that anybody can verify offline: in a browser, with this
            program, or with the Go project's tools. docs/evidence.md has the format.

            Examples:
              likeness evidence export /media/usb/2026-Q3 --period 2026-Q3
              likeness evidence export /media/usb/K-117 --case K-117
              likeness ledger verify-pack /media/usb/2026-Q3 --key log-key.txt
            """,
        subcommands: [Export.self])

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes an evidence pack for a period or a case.",
            discussion: """
                Of a period, every entry of the log, and earlier requests and approvals
                that its searches rest on; of a case, what was done on it. What entries
                stand for (names of staff, reasons, results) is in the pack unless
                --without-payloads leaves it out. That the pack leaves the home is logged,
                and is in it. For an overseer, or a household's owner.

                Examples:
                  likeness evidence export q3 --period 2026-Q3
                  likeness evidence export days --period 2026-10-01..2026-10-09
                  likeness evidence export K-117 --case K-117 \\
                      --reason "Inspection 2026/4" --since last-year/checkpoint
                """)

        @OptionGroup var home: HomeOption
        @Argument(help: "A folder that is empty or not there yet.") var folder: String
        @Option(
            help: ArgumentHelp(
                "Of these days, in UTC: 2026, 2026-Q3, 2026-10, 2026-10-05 or 2026-10-01..2026-10-31.",
                valueName: "period"))
        var period: String?
        @Option(
            name: .customLong("case"),
            help: ArgumentHelp("About this case: its reference, or its id.", valueName: "reference"))
        var caseReference: String?
        @Option(help: "Why it is exported; logged, and in the pack.") var reason: String?
        @Flag(help: "Leave out what the entries stand for: only what is in the log.") var withoutPayloads = false
        @Option(
            help: ArgumentHelp(
                "A checkpoint that the reader kept: the pack proves that the log only grew since.",
                valueName: "checkpoint"))
        var since: String?
        @Flag(help: "Print one JSON object.") var json = false

        func validate() throws {
            if folder.isEmpty { throw ValidationError("Name the folder to export to.") }
            if (period == nil) == (caseReference == nil) {
                throw ValidationError("Say what about: --period or --case, one of them.")
            }
        }

        func run() async throws {
            let scope: EvidenceRequest.Scope =
                if let period { .period(try Period(parsing: period)) } else { .caseFile(caseReference ?? "") }
            let earlier = try since.map { try CheckpointFile.read($0) }
            let (home, actor) = try home.openAsActor()
            let request = EvidenceRequest(
                scope, withPayloads: !withoutPayloads, reason: reason, earlier: earlier)
            let line = ProgressLine("Exporting", unit: "entries")
            let manifest = try await home.exportEvidence(request, to: folder, as: actor) { done, total in
                line.show(done: done, of: total, note: "")
            }
            line.finish(always: false)
            if json { return try JSONOutput.print(PackOutput(manifest, folder: folder)) }
            let counts = manifest.counts
            try say(
                "Exported \(counted(counts.all, "entry")) to \(folder): \(counts.disclosed) disclosed, \(counts.erased) erased, \(counts.withheld) withheld, \(counts.empty) that say nothing more."
            )
            if let words = manifest.periodInWords { try say("These are \(words).") }
            try say("Pack \(manifest.pack). Its export is entry \(manifest.exportEntry) of the log.")
            try say("Next: open \(folder)/index.html, or likeness ledger verify-pack \(folder) --key KEY")
        }
    }
}

/// A checkpoint that somebody kept.
enum CheckpointFile {
    /// - Throws: `path.missing`, `log.malformed`.
    static func read(_ path: String) throws -> SignedCheckpoint {
        guard let note = try DurableFile.read(path, atMost: SignedNote.maximumSize) else {
            throw Failure(
                .pathMissing, "There is no checkpoint at the place that was named.", remedy: "Name a checkpoint's file."
            )
        }
        return try SignedCheckpoint(parsing: note)
    }
}

/// A pack that was written, as JSON (docs/json.md).
private struct PackOutput: Encodable {
    struct Entries: Encodable {
        let count: Int
        let disclosed: Int
        let erased: Int
        let withheld: Int
        let empty: Int
        /// Absent of a case.
        let earlier: Int?
    }

    let pack: String
    let folder: String
    let log: String
    let size: Int
    let root: String
    let exportEntry: Int
    let entries: Entries

    init(_ manifest: PackManifest, folder: String) {
        pack = manifest.pack
        self.folder = folder
        log = manifest.origin
        size = manifest.head.size
        root = "\(manifest.head.root)"
        exportEntry = manifest.exportEntry
        entries = Entries(
            count: manifest.counts.all, disclosed: manifest.counts.disclosed, erased: manifest.counts.erased,
            withheld: manifest.counts.withheld, empty: manifest.counts.empty, earlier: manifest.earlier)
    }
}
