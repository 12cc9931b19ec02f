import Multipart
import Testing

/// A form and what is to come of it. The boundary is `boundary`, a line end is written `|`.
struct Sample: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let form: [UInt8]
    /// nil where only the error counts.
    var parts: [Part]?
    var error: MultipartError.Code?

    struct Part: Sendable {
        let head: MultipartPart
        let content: [UInt8]

        init(_ name: String, _ fileName: String? = nil, _ contentType: String? = nil, content: String = "") {
            self.init(name, fileName, contentType, bytes: lines(content))
        }

        init(_ name: String, _ fileName: String? = nil, _ contentType: String? = nil, bytes: [UInt8]) {
            head = MultipartPart(name: name, fileName: fileName, contentType: contentType)
            content = bytes
        }
    }

    static func good(_ name: String, _ form: String, _ parts: Part...) -> Sample {
        Sample(testDescription: name, form: lines(form), parts: parts)
    }

    static func bad(_ name: String, _ form: String, _ error: MultipartError.Code) -> Sample {
        Sample(testDescription: name, form: lines(form), error: error)
    }

    /// A form with one part, which has these headers and the content `x`.
    static func headers(_ name: String, _ headers: String, _ error: MultipartError.Code) -> Sample {
        bad(name, "--boundary|\(headers)||x|--boundary--|", error)
    }

    static func headers(_ name: String, _ headers: String, _ part: MultipartPart) -> Sample {
        let part = Part(part.name, part.fileName, part.contentType, content: "x")
        return good(name, "--boundary|\(headers)||x|--boundary--|", part)
    }

    static let all = goodForms + goodHeaders + badForms + badHeaders
}

/// With `|` for CR LF.
func lines(_ text: String) -> [UInt8] {
    text.utf8.flatMap { $0 == UInt8(ascii: "|") ? [0x0D, 0x0A] : [$0] }
}

extension [Sample.Part] {
    /// What is told of a form that has these parts.
    var events: [Reading.Event] {
        flatMap { part -> [Reading.Event] in
            [.began(part.head)] + (part.content.isEmpty ? [] : [.bytes(part.content)]) + [.ended]
        } + [.finished]
    }
}
