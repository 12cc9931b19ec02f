import FaceSearch
package import Foundation
package import Records

/// A collection as JSON (docs/json.md), and as lines for people.
package struct CollectionOutput: Encodable {
    package struct Unreadable: Encodable {
        let path: String
        let code: String
        let reason: String

        package init(path: String, code: String, reason: String) {
            (self.path, self.code, self.reason) = (path, code, reason)
        }
    }

    package let name: String
    package let controller: String
    package let lawfulBasis: String
    package let source: String
    package let retentionDays: Int
    package let created: Date
    package let closed: Date?
    package let photos: Int
    package let faces: Int
    package let files: Int
    package let vanishedFiles: Int
    package let unreadableFiles: Int
    package let unreadable: [Unreadable]?

    package init(_ record: CollectionRecord, _ counts: CollectionCounts, _ unreadable: [UnreadableFile]? = nil) {
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

    package var lines: [String] {
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
