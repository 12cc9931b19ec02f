import Foundation
public import TransparencyLog
import Vocabulary

/// Verifies an evidence pack: every signature, hash, proof, payload and number of it, and its page. Needs no home.
///
/// Reads the entries once, and holds one line at a time besides what a page holds.
public struct PackVerification {
    private let folder: PackFolder
    private let given: VerifierKey?
    private let witnesses: [VerifierKey]
    let kept: SignedCheckpoint?

    /// - Parameters:
    ///   - key: the log's, got from elsewhere; nil: the pack's own.
    ///   - witnesses: who must have cosigned.
    ///   - kept: a checkpoint of the log from earlier, or later, that is to agree.
    public init(
        _ folder: String, key: VerifierKey? = nil, witnesses: [VerifierKey] = [], kept: SignedCheckpoint? = nil
    ) {
        self.folder = PackFolder(folder)
        given = key
        self.witnesses = witnesses
        self.kept = kept
    }

    /// - Parameter progress: told the entries that were read, and how many there should be.
    /// - Throws: `evidence.no-pack` when there is no folder, `evidence.unreadable`, and what `progress` throws. What is wrong
    ///   with the pack is in the report.
    public func run(progress: (Int, Int?) throws -> Void = { _, _ in }) throws -> PackReport {
        var report = PackReport()
        let there = try lookAround(&report)
        var texts: [PackFile: [UInt8]] = [:]
        var seen: [PackFile: PackManifest.File] = [:]
        for file in PackFile.allCases where file != .entries && there.contains(file) {
            guard let (bytes, found) = try folder.bytes(file) else {
                report.tell(.form, in: file, "it is larger than it can be")
                continue
            }
            texts[file] = bytes
            seen[file] = found
        }
        report.key = key(texts[.key], &report)
        report.keyIsFromPack = given == nil
        let page = texts.removeValue(forKey: .page)
        checkManifest(texts[.manifest], &report)
        checkCheckpoint(texts[.checkpoint], &report)
        let head = report.checkpoint?.checkpoint.head ?? report.manifest?.head
        var entries = EntriesCheck(report.manifest, head ?? .empty)
        var lines: [UInt8]? = []
        var read = 0
        if there.contains(.entries) {
            var cutter = LineCutter(longest: CanonicalJSON.largestByteCount)
            let total = report.manifest?.counts.all
            seen[.entries] = try folder.read(.entries) { piece in
                if let held = lines?.count {
                    if held + piece.count <= PackPage.mostBytes {
                        lines?.append(contentsOf: piece)
                    } else {
                        lines = nil
                    }
                }
                try cutter.take(piece) { line in
                    read += 1
                    // A million lines of nothing are not worth reading one by one.
                    if !report.hasMore, head != nil { entries.take(line, &report) }
                    if read % 1024 == 0 { try progress(read, total) }
                }
            }
            if seen[.entries] == nil { report.tell(.form, in: .entries, "it is larger than it can be") }
            if cutter.hasRest { report.tell(.form, in: .entries, line: read + 1, "it is cut off") }
            if head != nil { entries.finish(&report) }
            try progress(read, total)
        }
        checkFiles(seen, &report)
        checkWitnessFile(texts[.witnesses], &report)
        checkEarlier(texts[.earlier], &report)
        let held =
            there.contains(.entries)
            ? lines.map { PackPage.holdsEntries(read, bytes: $0.count) ? $0 : nil } ?? nil : nil
        texts[.guide] = nil
        if let page { checkPage(page, texts.map { ($0.key, $0.value) } + [(.entries, held)], &report) }
        return report
    }

    private func lookAround(_ report: inout PackReport) throws -> Set<PackFile> {
        var there: Set<PackFile> = []
        for (name, isFile) in try folder.names() {
            let shown = name.utf8.count <= 100 && name.utf8.allSatisfy { (0x21...0x7E).contains($0) } ? name : "a file"
            guard let file = PackFile(rawValue: name) else {
                report.tell(PackProblem(.unknown, in: shown, "it belongs to no pack"))
                continue
            }
            if isFile {
                there.insert(file)
            } else {
                report.tell(.form, in: file, "it is no plain file; a link is not followed")
            }
        }
        let mentioned = Set(report.problems.map(\.file))
        for file in PackFile.allCases where !file.isOptional && !there.contains(file) {
            if !mentioned.contains(file.rawValue) { report.tell(.missing, in: file, "it is missing") }
        }
        return there
    }

    private func key(_ text: [UInt8]?, _ report: inout PackReport) -> VerifierKey? {
        guard let text else { return given }
        do {
            guard text.last == 0x0A, let line = String(validating: text.dropLast(), as: UTF8.self) else {
                throw LogError(.malformed, "it is no line of text")
            }
            let own = try VerifierKey(parsing: line)
            guard own.kind == .note, own.isPlain else { throw LogError(.malformed, "it is not the key of a log") }
            if let given, given != own {
                report.tell(.signature, in: .key, "it is another key than the one that was given")
            }
            return given ?? own
        } catch {
            report.tell(.form, in: .key, (error as? LogError)?.detail ?? "it cannot be read")
            return given
        }
    }

    private func checkManifest(_ bytes: [UInt8]?, _ report: inout PackReport) {
        guard let bytes else { return }
        do {
            let note = try SignedNote(parsing: bytes)
            report.manifest = try PackManifest(parsing: note.text)
            guard let key = report.key else {
                return report.tell(.signature, in: .manifest, "there is no key to verify it with")
            }
            guard note.signatures.count == 1, try note.open(with: [key]).count == 1 else {
                throw LogError(.signatureWrong, "it bears other signatures than the log's")
            }
        } catch let error as LogError where error.code == .signatureWrong {
            report.tell(.signature, in: .manifest, "it was altered, or signed with another key")
        } catch {
            report.tell(.form, in: .manifest, (error as? LogError)?.detail ?? "it cannot be read")
        }
    }

    private func checkCheckpoint(_ bytes: [UInt8]?, _ report: inout PackReport) {
        guard let bytes else { return }
        do {
            let signed = try SignedCheckpoint(parsing: bytes)
            report.checkpoint = signed
            if let manifest = report.manifest,
                manifest.head != signed.checkpoint.head
                    || !manifest.origin.utf8.elementsEqual(signed.checkpoint.origin.utf8)
            {
                report.tell(.continuity, in: .manifest, "it is of another checkpoint")
            }
            guard let key = report.key else {
                return report.tell(.signature, in: .checkpoint, "there is no key to verify it with")
            }
            let cosigned = try signed.verify(keys: [key], witnesses: witnesses, atLeast: Set(witnesses).count)
            report.cosignatures = cosigned.map { PackReport.Cosigned(witness: $0.witness, time: $0.time) }
            checkKept(signed.checkpoint, key, &report)
        } catch let error as LogError {
            report.tell(error.code == .malformed ? .form : .signature, in: .checkpoint, error.detail)
        } catch {
            report.tell(.form, in: .checkpoint, "it cannot be read")
        }
    }

    /// Sizes that differ need a proof, which only `earlier.json` has.
    private func checkKept(_ checkpoint: Checkpoint, _ key: VerifierKey, _ report: inout PackReport) {
        guard let kept else { return }
        guard (try? kept.verify(keys: [key])) != nil else {
            return report.tell(.continuity, in: .checkpoint, "what was kept is not signed with this log's key")
        }
        if kept.checkpoint.size == checkpoint.size, kept.checkpoint.root != checkpoint.root {
            report.tell(
                .continuity, in: .checkpoint, "the log signed another tree of this size: it keeps two histories")
        }
    }
}
