/// A part's content, up to and with the delimiter that ends it.
extension MultipartParser {
    /// The place behind what was read: behind a delimiter's boundary, or the chunk's end.
    mutating func readContent(
        _ chunk: Span<UInt8>, from position: Int, _ report: (borrowing MultipartEvent) -> Void
    ) throws(MultipartError) -> Int {
        // What began to look like a delimiter in the chunk before, or in the headers' line end.
        let continued = delimiter.advance(matched, in: chunk, from: position)
        let behind = position + continued
        let withheld = matched
        if reach(withheld + continued) || behind == chunk.count { return behind }
        let bytes = delimiter.bytes
        try take(bytes.span.extracting(settled..<withheld + continued), report)
        settled = 0

        let found = delimiter.search(chunk, from: behind)
        try take(chunk.extracting(behind..<found.start), report)
        _ = reach(found.matched)
        return found.start + found.matched
    }

    /// Whether a delimiter's boundary is complete with as many of its bytes.
    private mutating func reach(_ count: Int) -> Bool {
        guard count == delimiter.bytes.count else {
            matched = count
            return false
        }
        (matched, settled, headerBytes) = (0, 0, 0)
        state = .boundary
        return true
    }

    /// Reports content as far as the part's limit goes.
    private mutating func take(
        _ content: Span<UInt8>, _ report: (borrowing MultipartEvent) -> Void
    ) throws(MultipartError) {
        let isFile = part?.isFile == true
        let taken = min(content.count, isFile ? fileRoom : fieldRoom)
        if isFile { fileRoom -= taken } else { fieldRoom -= taken }
        if taken > 0 { report(.bytes(content.extracting(..<taken))) }
        guard taken == content.count else {
            throw isFile
                ? MultipartError(.fileTooLarge, "a file is too large")
                : MultipartError(.fieldsTooLarge, "the fields are too large together")
        }
    }
}
