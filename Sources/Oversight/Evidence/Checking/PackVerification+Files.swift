import Foundation
import TransparencyLog

/// The files beside manifest, checkpoint and entries.
extension PackVerification {
    func checkEarlier(_ bytes: [UInt8]?, _ report: inout PackReport) {
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

    func checkFiles(_ seen: [PackFile: PackManifest.File], _ report: inout PackReport) {
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
    func checkWitnessFile(_ bytes: [UInt8]?, _ report: inout PackReport) {
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
                    "The pack names the witness \(key.name), who cosigned on \(Date(timeIntervalSince1970: Double(cosignature.time)).minuteInWords): compare its key with what the witness published."
                )
            }
        }
    }

    func checkPage(_ page: [UInt8], _ files: [(PackFile, [UInt8]?)], _ report: inout PackReport) {
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
