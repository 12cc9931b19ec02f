/// What separates a form's parts (RFC 2046, section 5.1.1).
public struct MultipartBoundary: Hashable, Sendable {
    /// 1…70 characters out of `DIGIT ALPHA ' ( ) + _ , - . / : = ? SPACE`, the last not a space.
    let bytes: [UInt8]

    /// The `boundary` of a Content-Type's value (RFC 9110, sections 5.6.6 and 8.3.1).
    ///
    /// - Returns: nil unless the value is a `multipart/form-data` with one boundary that RFC 2046 allows. A value that has
    ///   any parameter twice is refused: two readers might choose differently.
    public init?(contentType: String) {
        var reader = HeaderValueReader(contentType.utf8)
        guard let media = reader.mediaType(), media.type == "multipart/form-data",
            let bytes = media.parameters["boundary"], (1...70).contains(bytes.count),
            bytes.allSatisfy(\.isBoundaryCharacter), bytes.last != UInt8(ascii: " ")
        else { return nil }
        self.bytes = bytes
    }
}
