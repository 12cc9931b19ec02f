/// Reads a form, multipart/form-data (RFC 7578), as it comes in: in chunks of any size, of which it copies only headers.
///
/// It is strict where two readers might understand a form differently. Lines end in CR LF; header names are tokens, no
/// header is folded or repeated. A part has one Content-Disposition and may have a Content-Type; its other headers count
/// to the limit and mean nothing. Before the first delimiter stands at most one CR LF. A line that begins with `--` and
/// the boundary is a delimiter, or wrong. A form without parts is a form: browsers send it.
///
/// Holds at most ``MultipartLimits/headerBytes``, the delimiter and the error that ended it.
public struct MultipartParser: Sendable {
    let delimiter: Delimiter
    let limits: MultipartLimits
    var state = State.start
    /// How many of the delimiter's bytes were read last. They need not be kept: they are the delimiter's.
    var matched = 0
    /// How many of these are a line end that is no content, whatever follows.
    var settled = 0
    var headers = PartHeaders()
    /// Bytes read of the headers, and of the padding before them.
    var headerBytes = 0
    /// Parts whose headers have begun.
    var parts = 0
    /// The part that is being read, once its headers are.
    var part: MultipartPart?
    /// How many more bytes the part may have if it is a file, and all plain fields together.
    var fileRoom = 0
    var fieldRoom: Int
    var epilogueBytes = 0
    private var totalBytes = 0
    private var failure: MultipartError?

    enum State {
        /// Before the form's first byte, and within its first delimiter.
        case start, opening
        /// Within a part.
        case headers, content
        /// Behind a boundary: at once, within the padding, before the line feed.
        case boundary, padding, lineFeed
        /// Behind a boundary's first hyphen, its second, before the line feed, and after it.
        case hyphen, closed, lastLineFeed, epilogue
    }

    public init(boundary: MultipartBoundary, limits: MultipartLimits) {
        delimiter = Delimiter(boundary)
        self.limits = limits
        fieldRoom = limits.fieldBytes
    }

    /// Reads the form's next bytes, and reports what is in them, with what was undecided before them.
    ///
    /// The same events come whichever way a form is cut into chunks, but for the cuts between `bytes`.
    ///
    /// - Throws: why the form is refused; what stood before that place is reported. From then on every call throws this.
    public mutating func read(
        _ chunk: Span<UInt8>, report: (borrowing MultipartEvent) -> Void
    ) throws(MultipartError) {
        if let failure { throw failure }
        do throws(MultipartError) {
            let taken = min(chunk.count, limits.totalBytes - totalBytes)
            totalBytes += taken
            try readAll(of: chunk.extracting(..<taken), report)
            guard taken == chunk.count else { throw MultipartError(.formTooLarge, "the form is too large") }
        } catch {
            failure = error
            throw error
        }
    }

    /// Says that no more bytes come.
    ///
    /// - Throws: `truncated` where the close delimiter is missing, or what `read` threw.
    public func finish() throws(MultipartError) {
        if let failure { throw failure }
        guard state == .closed || state == .epilogue else {
            throw MultipartError(.truncated, "the form ends too early")
        }
    }

    /// Bytes of the form that are neither reported nor done with.
    package var heldBytes: Int { headers.bytes.count + matched }

    private mutating func readAll(
        of chunk: Span<UInt8>, _ report: (borrowing MultipartEvent) -> Void
    ) throws(MultipartError) {
        var position = 0
        while position < chunk.count {
            if state == .content {
                position = try readContent(chunk, from: position, report)
            } else {
                try read(chunk[position], report)
                position += 1
            }
        }
    }
}
