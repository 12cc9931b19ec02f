package import FaceSearch
import Foundation
import Vocabulary

/// What an index run did, as JSON (docs/json.md).
package struct IndexReportOutput: Encodable {
    package struct Skipped: Encodable {
        let path: String
        let code: String
        let reason: String
    }

    /// What was erased before and stays out.
    package struct Suppressed: Encodable {
        let photos: Int
        let faces: Int
    }

    let collection: String
    let enrolledPhotos: Int
    let enrolledFaces: Int
    let withoutFace: Int
    let alreadyEnrolled: Int
    let moved: Int
    let duplicates: Int
    let vanished: Int
    let otherFiles: Int
    let suppressed: Suppressed
    let skipped: [Skipped]
    let seconds: Double

    package init(_ report: IndexReport, collection: String, seconds: Double) {
        self.collection = collection
        enrolledPhotos = report.enrolledPhotos
        enrolledFaces = report.enrolledFaces
        withoutFace = report.withoutFace
        alreadyEnrolled = report.alreadyEnrolled
        moved = report.moved
        duplicates = report.duplicates
        vanished = report.vanished
        otherFiles = report.otherFiles
        suppressed = Suppressed(photos: report.suppressedPhotos, faces: report.suppressedFaces)
        skipped = report.skipped.map {
            Skipped(path: $0.displayPath, code: $0.failure.code.name, reason: $0.failure.reason)
        }
        self.seconds = seconds
    }
}

extension IndexReportOutput {
    /// For people.
    package var lines: [String] {
        let rate = seconds > 0 ? Double(enrolledPhotos) / seconds : 0
        var lines = [
            "Enrolled \(counted(enrolledPhotos, "photo")) with \(counted(enrolledFaces, "face"))"
                + " in \(String(format: "%.1f", seconds)) s"
                + " (\(String(format: "%.0f", rate)) a second); \(withoutFace) without a face."
        ]
        let others = [
            (alreadyEnrolled, "\(alreadyEnrolled) already enrolled"), (moved, "\(moved) moved"),
            (duplicates, counted(duplicates, "further copy")), (vanished, "\(vanished) vanished"),
            (otherFiles, counted(otherFiles, "other file")),
            (suppressed.photos, "\(counted(suppressed.photos, "photo")) left out that had been erased"),
            (suppressed.faces, "\(counted(suppressed.faces, "face")) left out that had been erased"),
        ].filter { $0.0 > 0 }
        if !others.isEmpty { lines.append(others.map(\.1).joined(separator: ", ") + ".") }
        if !skipped.isEmpty {
            lines.append("\(skipped.count) passed over:")
            lines += skipped.map { "  \($0.path)  \($0.reason) [\($0.code)]" }
        }
        return lines
    }
}
