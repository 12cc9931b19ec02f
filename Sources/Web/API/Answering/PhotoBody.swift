import Foundation
import Hummingbird
import Vocabulary

/// A photo that a program sends, with what it says of it: in the query beside an image, or in a form's fields.
struct PhotoBody: Sendable {
    let photo: [UInt8]
    let fields: Form

    /// - Parameter fields: the names of those that there are.
    /// - Throws: `form.malformed`.
    init(_ visit: Visit, fields names: Set<String>) throws {
        guard let photo = visit.form.photo else { throw Failure.malformedForm }
        let isForm = visit.request.mediaType == "multipart/form-data"
        let fields = isForm ? visit.form : try Form(urlEncoded: (visit.request.uri.query ?? "").utf8)
        guard fields.names.isSubset(of: names) else { throw Failure.malformedForm }
        self.photo = photo
        self.fields = fields
    }

    /// - Throws: `form.malformed` when there is something, and no number.
    func number(_ name: String) throws -> Float? {
        try fields[name].map { text in
            guard let number = Float(text), number.isFinite else { throw Failure.malformedForm }
            return number
        }
    }
}
