package import FaceSearch
import Records
import Vocabulary

/// What was erased, or would be, as JSON (docs/json.md), and as lines.
package struct ErasureOutput: Encodable {
    package struct Part: Encodable {
        let collection: String
        let photos: Int
        let faces: Int
        let files: Int
        let openings: Int

        init(_ collection: CollectionRecord, _ counts: ErasureCounts) {
            self.collection = collection.name
            photos = counts.photos
            faces = counts.faces
            files = counts.files
            openings = counts.openings
        }

        var text: String {
            var parts = [
                "\(collection): \(counted(photos, "photo")) with \(counted(faces, "face")), at \(counted(files, "path"))"
            ]
            if photos == 0 { parts = ["\(collection): \(counted(faces, "face"))"] }
            if openings > 0 { parts.append("\(counted(openings, "payload")) behind the log's entries on searches") }
            return parts.joined(separator: "; ")
        }
    }

    package struct Copy: Encodable {
        let photo: Int64
        let collection: String
    }

    let dryRun: Bool
    let erased: [Part]
    let copies: [Copy]
    let sealedPersons: [String]

    package init(_ report: ErasureReport, dryRun: Bool) {
        self.dryRun = dryRun
        erased = report.parts.map { Part($0.collection, $0.counts) }
        sealedPersons = report.sealed.map(\.rawValue)
        copies = report.copies.map { Copy(photo: $0.photo.rawValue, collection: $0.collection.name) }
    }

    package var lines: [String] {
        var lines = erased.map { (dryRun ? "Would erase from " : "Erased from ") + $0.text + "." }
        if !copies.isEmpty {
            lines.append("The same content is enrolled elsewhere and stays there until you erase it too:")
            lines += copies.map { "  photo \($0.photo) in \($0.collection)" }
        }
        lines += sealedPersons.map {
            "A seal still knows the person of an erased face: `likeness seal lift \($0)` ends that."
        }
        return lines
    }
}
