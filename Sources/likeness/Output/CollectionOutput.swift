import FaceSearch
import Foundation
import Records

/// A collection as JSON (docs/json.md), and as lines for people.
struct CollectionOutput: Encodable {
    struct Unreadable: Encodable {
        let path: String
        let code: String
        let reason: String
    }

    let name: String
    let controller: String
    let lawfulBasis: String
    let source: String
    let retentionDays: Int
    let created: Date
    let closed: Date?
    let photos: Int
    let faces: Int
    let files: Int
    let vanishedFiles: Int
    let unreadableFiles: Int
    let unreadable: [Unreadable]?

    init(_ record: CollectionRecord, _ counts: CollectionCounts, _ unreadable: [UnreadableFile]? = nil) {
        name = record.name
        controller = record.controller
        lawfulBasis = record.lawfulBasis
        source = record.source
        retentionDays = record.retentionDays
        created = record.created
        closed = record.closed
        photos = counts.photos
        faces = counts.faces
        files = counts.files
        vanishedFiles = counts.vanishedFiles
        unreadableFiles = counts.unreadableFiles
        self.unreadable = unreadable?.map {
            Unreadable(path: PathText.display($0.file.path), code: $0.code, reason: $0.reason)
        }
    }

    var lines: [String] {
        var lines = [
            "\(name)\(closed == nil ? "" : "  (closed)")",
            "  controller    \(controller)",
            "  lawful basis  \(lawfulBasis)",
            "  source        \(source)",
            "  retention     \(retentionDays) days",
            "  made          \(created.ISO8601Format())",
            "  holds         \(photos) photos, \(faces) faces, in \(files) files (\(vanishedFiles) vanished)",
        ]
        if let unreadable, !unreadable.isEmpty {
            lines.append("  not readable")
            lines += unreadable.map { "    \($0.path)  \($0.reason) [\($0.code)]" }
        }
        return lines
    }
}
