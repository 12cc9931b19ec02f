/// What a part's headers say of it: all of it a client's claim.
///
/// The texts are UTF-8 without raw control characters; ``name`` and ``fileName`` may hold a CR or LF that was sent escaped.
public struct MultipartPart: Hashable, Sendable {
    /// Of the form's control; may be empty, and several parts may share it (RFC 7578, section 4.3).
    public let name: String
    /// What the client calls the file, with `/`, `\` and `..` as they came: to be shown, never to be used as a path
    /// (RFC 7578, section 4.2). Empty where a browser's file control was left empty.
    public let fileName: String?
    /// A media type (RFC 9110, section 8.3.1) as it was written, perhaps with tabs in it. Nothing checks that
    /// the bytes are of that type.
    public let contentType: String?

    package init(name: String, fileName: String? = nil, contentType: String? = nil) {
        self.name = name
        self.fileName = fileName
        self.contentType = contentType
    }

    /// Whether the part is a file and not a plain field: whether it has a file name, be it empty. `filename*` gives none
    /// (RFC 7578, section 4.2, forbids it).
    public var isFile: Bool { fileName != nil }
}
