/// `CRLF "--" boundary`, and where it stands (RFC 2046, section 5.1.1).
///
/// CR is its first byte and none of the others. So no delimiter begins within what matched of another: after a mismatch
/// the search goes on from there, and looks at no byte more than twice.
package struct Delimiter {
    package let bytes: [UInt8]

    package init(_ boundary: MultipartBoundary) {
        bytes = [.carriageReturn, .lineFeed, .hyphen, .hyphen] + boundary.bytes
    }

    /// Without the line end, which at the beginning of a form or of a part's content is already read.
    var dashBoundary: ArraySlice<UInt8> { bytes[2...] }

    /// How many bytes of `text` from `position` on go on where `matched` bytes of the delimiter end.
    func advance(_ matched: Int, in text: Span<UInt8>, from position: Int) -> Int {
        let most = min(bytes.count - matched, text.count - position)
        var count = 0
        while count < most, text[position + count] == bytes[matched + count] { count += 1 }
        return count
    }

    /// The first place from `position` on where the delimiter stands, or begins and is cut off by the text's end.
    ///
    /// - Returns: the place, the text's end if there is none, and how many of the delimiter's bytes stand there.
    package func search(_ text: Span<UInt8>, from position: Int) -> (start: Int, matched: Int) {
        var position = position
        while true {
            let start = Self.carriageReturn(in: text, from: position)
            let matched = advance(0, in: text, from: start)
            if matched == bytes.count || start + matched == text.count { return (start, matched) }
            position = start + matched
        }
    }

    /// The first CR from `position` on, or the text's end: `memchr`, eight bytes at a time.
    package static func carriageReturn(in text: Span<UInt8>, from position: Int) -> Int {
        var position = position
        let words = text.bytes
        while position <= text.count - 8 {
            let word = words.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self).littleEndian
            // The lowest top bit that is set is of the first CR's byte; those above may be a borrow's.
            let others = word ^ (ones &* UInt64(UInt8.carriageReturn))
            let found = (others &- ones) & ~others & (ones << 7)
            if found != 0 { return position + found.trailingZeroBitCount / 8 }
            position += 8
        }
        while position < text.count, text[position] != .carriageReturn { position += 1 }
        return position
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101
}
