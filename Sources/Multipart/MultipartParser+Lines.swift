/// What stands between the contents of parts: delimiters, headers and the epilogue, byte by byte.
extension MultipartParser {
    mutating func read(
        _ byte: UInt8, _ report: (borrowing MultipartEvent) -> Void
    ) throws(MultipartError) {
        switch state {
        case .start:
            // The first delimiter's line end may be there or not.
            matched = byte == .carriageReturn ? 0 : 2
            state = .opening
            try readOpening(byte)
        case .opening: try readOpening(byte)
        case .boundary where byte == .hyphen: state = .hyphen
        case .boundary, .padding: try readPadding(byte, then: .padding, .lineFeed)
        case .lineFeed:
            try require(byte == .lineFeed)
            end(report)
            try beginHeaders()
        case .headers:
            try countHeaderByte()
            if headers.append(byte) { try beginContent(report) }
        case .content: preconditionFailure("content is read in runs")
        case .hyphen:
            try require(byte == .hyphen)
            end(report)
            report(.finished)
            state = .closed
        case .closed: try readPadding(byte, then: .closed, .lastLineFeed)
        case .lastLineFeed:
            try require(byte == .lineFeed)
            state = .epilogue
        case .epilogue:
            guard epilogueBytes < limits.epilogueBytes else {
                throw MultipartError(.epilogueTooLarge, "too much follows the form")
            }
            epilogueBytes += 1
        }
    }

    private mutating func readOpening(_ byte: UInt8) throws(MultipartError) {
        guard byte == delimiter.bytes[matched] else {
            throw MultipartError(.preambleNotEmpty, "something stands before the first delimiter")
        }
        matched += 1
        guard matched == delimiter.bytes.count else { return }
        matched = 0
        state = .boundary
    }

    /// RFC 2046, section 5.1.1: `transport-padding`, which a receiver has to bear, up to a line end.
    private mutating func readPadding(
        _ byte: UInt8, then within: State, _ behind: State
    ) throws(MultipartError) {
        if byte.isSpace {
            try countHeaderByte()
            state = within
        } else {
            try require(byte == .carriageReturn)
            state = behind
        }
    }

    private func require(_ isDelimiter: Bool) throws(MultipartError) {
        guard isDelimiter else {
            throw MultipartError(.delimiterMalformed, "a line begins like a delimiter and is none")
        }
    }

    private mutating func countHeaderByte() throws(MultipartError) {
        guard headerBytes < limits.headerBytes else {
            throw MultipartError(.headersTooLarge, "a part's headers are too large")
        }
        headerBytes += 1
    }

    private mutating func beginHeaders() throws(MultipartError) {
        guard parts < limits.parts else { throw MultipartError(.tooManyParts, "the form has too many parts") }
        parts += 1
        state = .headers
    }

    private mutating func beginContent(_ report: (borrowing MultipartEvent) -> Void) throws(MultipartError) {
        let part = try headers.part(dashBoundary: delimiter.dashBoundary)
        headers.clear()
        self.part = part
        fileRoom = limits.fileBytes
        // RFC 2046's body-part may lack a body: then the headers' empty line is the delimiter's line end.
        (matched, settled) = (2, 2)
        state = .content
        report(.began(part))
    }

    private mutating func end(_ report: (borrowing MultipartEvent) -> Void) {
        if part != nil { report(.ended) }
        part = nil
    }
}
