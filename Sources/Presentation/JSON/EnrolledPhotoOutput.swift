import FaceSearch
import Foundation
package import Records
import Vocabulary

/// A photo of a collection as JSON (docs/json.md), and as a line.
package struct EnrolledPhotoOutput: Encodable {
    package struct Face: Encodable {
        let id: UInt64
        let box: [Float]
    }

    let id: Int64
    let path: String?
    /// The path's bytes in base64, where they are no text.
    let pathBytes: Data?
    let caption: String?
    let credit: String?
    let taken: String?
    let enrolled: Date
    let faces: [Face]

    package init(_ enrolled: EnrolledPhoto) {
        let path = enrolled.files.first?.path
        let text = path.flatMap { PathText.exact($0) }
        id = enrolled.photo.id.rawValue
        self.path = text ?? path.map { PathText.display($0) }
        pathBytes = text == nil ? path.map { Data($0) } : nil
        caption = enrolled.photo.metadata.caption
        credit = enrolled.photo.metadata.credit
        taken = enrolled.photo.metadata.taken
        self.enrolled = enrolled.photo.enrolled
        faces = enrolled.faces.map { Face(id: $0.id.rawValue, box: $0.box.numbers) }
    }

    package var line: String {
        let numbers = faces.isEmpty ? "no face" : "faces " + faces.map { "\($0.id)" }.joined(separator: " ")
        // Shown as plain text, whatever the file is called.
        let place = path.map { PathText.display(Array($0.utf8)) } ?? "(its file has vanished)"
        return "\(id)  \(numbers)  \(place)"
    }
}
