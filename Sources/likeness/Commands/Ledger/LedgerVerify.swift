import ArgumentParser
import FaceSearch
import Foundation
import Presentation
import TransparencyLog
import Vocabulary

struct LedgerVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Checks the whole log: every hash, every signature, and what you kept of it.",
        discussion: """
            Reads the home's log, or a folder of its public files. With a checkpoint
            that you kept, also checks that nothing before it was changed; with an
            export that you kept, names the first entry that was. Exit code 1 when
            anything is wrong.

            Examples:
              likeness ledger verify
              likeness ledger verify /media/usb/log --key log-key.txt
              likeness ledger verify /media/usb/log --key log-key.txt \\
                  --checkpoint 2025/checkpoint
            """)

    @OptionGroup var source: LogOption
    @Option(help: ArgumentHelp("A checkpoint that you kept, or a folder that you exported then.", valueName: "old"))
    var checkpoint: String?
    @OptionGroup var witnesses: WitnessesOption
    @Flag(help: "Print one JSON object.") var json = false

    func run() throws {
        let (report, key) = try audit()
        if json {
            try JSONOutput.print(AuditOutput(report))
        } else if let checkpoint = report.checkpoint?.checkpoint, report.isSound {
            try say(
                "Sound: \(counted(checkpoint.size, "entry")) of the log \(checkpoint.origin), root \(checkpoint.root).")
            try say("Signed with the key \(key).")
            for cosigned in report.cosignatures { try say(cosignatureLine(cosigned.witness, cosigned.time)) }
        } else {
            for problem in report.problems { try say("wrong  \(problem.detail)  [\(problem.code.rawValue)]") }
            try say("The log is not sound: keep a copy of it as it is.")
        }
        if !report.isSound { throw ExitCode(1) }
    }

    private func audit() throws -> (LogAudit.Report, VerifierKey) {
        let key = try source.verifierKey()
        let kept = try checkpoint.map { try KeptCheckpoint($0, key) }
        let log = source.log
        let total = try? log.checkpoint().checkpoint.size
        let progress = ProgressLine("Verifying", unit: "entries")
        defer { progress.finish(always: false) }
        let audit = try LogAudit(
            log, key: key, kept: kept.map { [$0.checkpoint] } ?? [], witnesses: witnesses.witnesses,
            atLeast: witnesses.required)
        var report = try audit.run {
            progress.show(done: $0, of: total, note: "")
        }
        if report.problems.contains(LogError(.forked, "")), let export = kept?.export,
            let index = try? LogComparison.firstDifference(export, log)
        {
            report.problems.append(
                LogError(.forked, "entry \(index) is the first that is not the one in what you kept"))
        }
        return (report, key)
    }
}

/// What an auditor kept from an earlier visit.
private struct KeptCheckpoint {
    let checkpoint: Checkpoint
    let export: PublishedLog?

    /// - Parameter path: a checkpoint's file, or a folder of public files.
    init(_ path: String, _ key: VerifierKey) throws {
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        export = isFolder.boolValue ? PublishedLog(path) : nil
        let file = isFolder.boolValue ? path + "/checkpoint" : path
        guard let note = try DurableFile.read(file, atMost: SignedNote.maximumSize) else {
            throw Failure(
                .pathMissing, "There is no checkpoint at the place that was named.",
                remedy: "Name a checkpoint's file, or a folder that `ledger export` wrote.")
        }
        let signed = try SignedCheckpoint(parsing: note)
        try signed.verify(keys: [key])
        checkpoint = signed.checkpoint
    }
}

/// What was checked, as JSON (docs/json.md).
private struct AuditOutput: Encodable {
    struct Problem: Encodable {
        let code: String
        let detail: String
    }

    let sound: Bool
    let log: String?
    let size: Int?
    let root: String?
    let entries: Int
    let cosignatures: [String: Int]
    let problems: [Problem]

    init(_ report: LogAudit.Report) {
        let checkpoint = report.checkpoint?.checkpoint
        sound = report.isSound
        log = checkpoint?.origin
        size = checkpoint?.size
        root = checkpoint.map { "\($0.root)" }
        entries = report.entries
        cosignatures = Dictionary(report.cosignatures.map { ($0.witness.name, $0.time) }, uniquingKeysWith: max)
        problems = report.problems.map { Problem(code: $0.code.rawValue, detail: $0.detail) }
    }
}
