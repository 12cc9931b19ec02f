import ArgumentParser
import FaceSearch
import Foundation
import Oversight
import Presentation
import TransparencyLog
import Vocabulary

struct LedgerVerifyPack: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify-pack", abstract: "Checks an evidence pack. Needs no home and no server.",
        discussion: """
            Checks every signature, proof, disclosed text, number and file, and the page.
            What is wrong is named by file and entry, all of it; exit code 1 then. Without
            --key the key in the pack is used: compare it with what was published.

            Examples:
              likeness ledger verify-pack /media/usb/2026-Q3 --key log-key.txt
              likeness ledger verify-pack /media/usb/2026-Q3 --key log-key.txt \\
                  --witness witness-key.txt --checkpoint last-year/checkpoint
            """)

    @Argument(help: "The pack's folder.") var folder: String
    @Option(help: ArgumentHelp("The log's key, or a file that holds it.", valueName: "key")) var key:
        VerifierKeyArgument?
    @Option(
        name: .customLong("witness"),
        help: ArgumentHelp("A witness's key, or a file that holds it; may be given several times.", valueName: "key"))
    var witnesses: [VerifierKeyArgument] = []
    @Option(help: ArgumentHelp("A checkpoint that you kept.", valueName: "old")) var checkpoint: String?
    @Flag(help: "Print one JSON object.") var json = false

    func validate() throws {
        if folder.isEmpty { throw ValidationError("Name the pack's folder.") }
    }

    func run() throws {
        let line = ProgressLine("Verifying", unit: "entries")
        let verification = PackVerification(
            folder, key: try key.map { try $0.key }, witnesses: try witnesses.map { try $0.key },
            kept: try checkpoint.map { try CheckpointFile.read($0) })
        let report = try verification.run { line.show(done: $0, of: $1, note: "") }
        line.finish(always: false)
        if json { try JSONOutput.print(VerifiedPackOutput(report)) } else { try tell(report) }
        if !report.isSound { throw ExitCode(1) }
    }

    private func tell(_ report: PackReport) throws {
        for problem in report.problems { try say("wrong  \(problem.description)  [\(problem.kind.rawValue)]") }
        if report.hasMore { try say("… and more than \(PackReport.problemLimit) problems in all.") }
        if report.isSound, let manifest = report.manifest {
            try say("Sound: \(counted(report.sound, "entry")) of the log \(manifest.origin), \(manifest.scope.words).")
            if let words = manifest.periodInWords { try say("These are \(words).") }
            let counts = manifest.counts
            try say(
                "\(counts.disclosed) disclosed, \(counts.erased) erased, \(counts.withheld) withheld, \(counts.empty) that say nothing more."
            )
            try say("Under the checkpoint of \(counted(manifest.head.size, "entry")), root \(manifest.head.root).")
        } else {
            try say(
                "The pack is not sound: \(report.hasMore ? "more than " : "")\(counted(report.problems.count, "problem")). Keep it as it is."
            )
        }
        if let key = report.key { try say("Key \(key)\(report.keyIsFromPack ? "" : ", as given").") }
        for cosigned in report.cosignatures { try say(cosignatureLine(cosigned.witness, cosigned.time)) }
        for note in report.notes { try say("Note: \(note)") }
        if report.keyIsFromPack {
            try say(
                "WARNING: the key is the pack's own. Whoever forges a pack puts in a key of their own: compare it with the key that the operator published, or give that one with --key."
            )
        }
    }
}

extension PackManifest.Scope {
    fileprivate var words: String {
        switch self {
        case .period(let period): period.words
        // A stranger's words may be made to play with the terminal.
        case .caseFile(let id, let reference?) where tidied(reference) == reference && reference.count <= 200:
            "the case \(reference) (\(id))"
        case .caseFile(let id, _): "the case \(id)"
        }
    }
}

/// What was checked, as JSON (docs/json.md).
private struct VerifiedPackOutput: Encodable {
    struct Problem: Encodable {
        let kind: String
        let file: String
        let entry: Int?
        let line: Int?
        let what: String
    }

    let sound: Bool
    let pack: String?
    let log: String?
    let size: Int?
    let root: String?
    let key: String?
    let keyIsFromPack: Bool
    let entries: Int
    let cosignatures: [String: Int]
    let problems: [Problem]
    let moreProblems: Bool
    let notes: [String]

    init(_ report: PackReport) {
        sound = report.isSound
        pack = report.manifest?.pack
        log = report.manifest?.origin
        size = report.manifest?.head.size
        root = report.manifest.map { "\($0.head.root)" }
        key = report.key.map { "\($0)" }
        keyIsFromPack = report.keyIsFromPack
        entries = report.sound
        cosignatures = Dictionary(report.cosignatures.map { ($0.witness.name, $0.time) }, uniquingKeysWith: max)
        problems = report.problems.map {
            Problem(kind: $0.kind.rawValue, file: $0.file, entry: $0.entry, line: $0.line, what: $0.what)
        }
        moreProblems = report.hasMore
        notes = report.notes
    }
}
