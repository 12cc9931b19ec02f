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
    private let kept: SignedCheckpoint?

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

    private func checkEarlier(_ bytes: [UInt8]?, _ report: inout PackReport) {
        var earlier: EarlierCheckpoint?
        if let bytes {
            do {
                let read = try EarlierCheckpoint(parsing: bytes)
                if let key = report.key, let head = report.checkpoint?.checkpoint.head {
                    try read.verify(key: key, continuedBy: head)
                }
                earlier = read
            } catch {
                report.tell(.continuity, in: .earlier, (error as? LogError)?.detail ?? "it cannot be read")
            }
        }
        guard let kept, let checkpoint = report.checkpoint?.checkpoint, kept.checkpoint.size != checkpoint.size else {
            return
        }
        if let earlier, earlier.checkpoint.checkpoint.size == kept.checkpoint.size {
            if earlier.checkpoint.checkpoint.root != kept.checkpoint.root {
                report.tell(
                    .continuity, in: .earlier,
                    "the log signed another tree of the size that was kept: it keeps two histories")
            }
        } else {
            report.tell(
                .continuity, in: .checkpoint,
                "it cannot be compared with the checkpoint of \(kept.checkpoint.size) entries that was kept: ask for a pack with "
                    + "--since that checkpoint, or for the whole log")
        }
    }

    private func checkFiles(_ seen: [PackFile: PackManifest.File], _ report: inout PackReport) {
        guard let manifest = report.manifest else { return }
        for file in PackFile.hashed {
            switch (manifest.files[file.rawValue], seen[file]) {
            case (let listed?, let found?) where listed != found:
                report.tell(.changed, in: file, "it is not the file that the manifest lists")
            case (nil, .some): report.tell(.unknown, in: file, "the manifest does not list it")
            case (.some, nil) where file.isOptional:
                report.tell(.missing, in: file, "the manifest lists it, and it is not there")
            default: break
            }
        }
        for name in manifest.files.keys.sorted() where !PackFile.hashed.contains(where: { $0.rawValue == name }) {
            report.tell(.form, in: .manifest, "it lists a file that belongs to no pack")
        }
    }

    /// Whoever is named as a witness has cosigned.
    private func checkWitnessFile(_ bytes: [UInt8]?, _ report: inout PackReport) {
        guard let bytes else { return }
        for (place, line) in bytes.split(separator: 0x0A).enumerated() {
            let key = try? VerifierKey(parsing: String(decoding: line, as: UTF8.self))
            guard let key, key.kind == .cosignature, place < 100 else {
                return report.tell(.form, in: .witnesses, line: place + 1, "it is no witness's key")
            }
            guard let note = report.checkpoint?.note else { return }
            guard let opened = try? note.open(with: [key]), let cosigned = opened.first,
                let cosignature = Cosignature(cosigned.signature.bytes)
            else {
                report.tell(
                    .signature, in: .checkpoint,
                    "the cosignature by \(key.isPlain ? key.name : "a witness") is missing or wrong")
                continue
            }
            if !report.cosignatures.contains(where: { $0.witness == key }), key.isPlain {
                report.notes.append(
                    "The pack names the witness \(key.name), who cosigned at \(Date(timeIntervalSince1970: Double(cosignature.time)).formatted(.iso8601)): compare its key with what the witness published."
                )
            }
        }
    }

    private func checkPage(_ page: [UInt8], _ files: [(PackFile, [UInt8]?)], _ report: inout PackReport) {
        guard let (shell, data) = PackPage.split(page) else {
            return report.tell(.page, in: .page, "it has no place for the pack's content")
        }
        if let manifest = report.manifest, manifest.page != shell.digest {
            report.tell(.page, in: .page, "its text or its script was altered")
        }
        if !data.elementsEqual(PackPage.data(files)) {
            report.tell(.page, in: .page, "what it shows is not what the other files hold")
        }
        if shell.digest != PackPage.own.digest, report.manifest?.page == shell.digest {
            report.notes.append(
                "index.html was made by another version of the program: it is the page that was signed, and was not compared with this version's."
            )
        }
    }
}
