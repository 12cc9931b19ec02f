/// Gathers a part's headers up to the empty line, and reads them (RFC 7578, section 4; RFC 2046, section 5.1).
struct PartHeaders {
    private(set) var bytes: [UInt8] = []

    /// Whether the empty line has been reached: a line end right after a line end, or at the beginning.
    mutating func append(_ byte: UInt8) -> Bool {
        bytes.append(byte)
        guard byte == .lineFeed, bytes.count >= 2, bytes[bytes.count - 2] == .carriageReturn else { return false }
        return bytes.count == 2 || bytes.dropLast(2).suffix(2).elementsEqual(Self.lineEnd)
    }

    mutating func clear() { bytes.removeAll(keepingCapacity: true) }

    /// - Parameter dashBoundary: what no line of a part may begin with (RFC 2046, section 5.1.1).
    func part(dashBoundary: some Collection<UInt8>) throws(MultipartError) -> MultipartPart {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw MultipartError(.notUTF8, "a part's headers are not UTF-8")
        }
        guard text.unicodeScalars.allSatisfy({ !$0.isForbidden }) else { throw Self.controlCharacter }
        var values: [String: ArraySlice<UInt8>] = [:]
        for line in try lines() {
            guard !line.starts(with: dashBoundary) else {
                throw MultipartError(.delimiterMalformed, "a delimiter stands among a part's headers")
            }
            // A folded line begins with white space, so its name is no token.
            let name = line.prefix { $0 != UInt8(ascii: ":") }
            guard !name.isEmpty, name.allSatisfy(\.isToken), name.endIndex < line.endIndex else {
                throw MultipartError(.headerMalformed, "a header is not a name, a colon and a value")
            }
            let key = String(decoding: name, as: UTF8.self).lowercased()
            guard values.updateValue(line[(name.endIndex + 1)...], forKey: key) == nil else {
                throw MultipartError(.headerRepeated, "a part has a header twice")
            }
        }
        return try Self.part(disposition: values["content-disposition"], contentType: values["content-type"])
    }

    /// Without their line ends. A CR or LF that is not in a CR LF is a control character like any other.
    private func lines() throws(MultipartError) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var rest = bytes[...]
        while let end = rest.firstIndex(where: { $0 == .carriageReturn || $0 == .lineFeed }) {
            guard rest[end...].starts(with: Self.lineEnd) else { throw Self.controlCharacter }
            if end > rest.startIndex { lines.append(rest[..<end]) }
            rest = rest[(end + 2)...]
        }
        return lines
    }

    private static func part(
        disposition: ArraySlice<UInt8>?, contentType: ArraySlice<UInt8>?
    ) throws(MultipartError) -> MultipartPart {
        guard let disposition else {
            throw MultipartError(.dispositionMissing, "a part has no Content-Disposition")
        }
        var reader = HeaderValueReader(disposition.drop(while: \.isSpace))
        guard reader.token() == "form-data", let parameters = reader.parameters(.percent) else {
            throw MultipartError(.dispositionMalformed, "a Content-Disposition is not form-data with parameters")
        }
        guard let name = try text(parameters["name"]) else {
            throw MultipartError(.nameMissing, "a Content-Disposition has no name")
        }
        return try MultipartPart(
            name: name, fileName: text(parameters["filename"]), contentType: contentType.map(mediaType))
    }

    private static func mediaType(_ value: ArraySlice<UInt8>) throws(MultipartError) -> String {
        var reader = HeaderValueReader(value)
        guard reader.mediaType() != nil else {
            throw MultipartError(.contentTypeMalformed, "a Content-Type is not a media type")
        }
        let padding = value.reversed().prefix(while: \.isSpace).count
        return String(decoding: value.dropLast(padding).drop(while: \.isSpace), as: UTF8.self)
    }

    private static func text(_ bytes: [UInt8]?) throws(MultipartError) -> String? {
        guard let bytes else { return nil }
        guard !bytes.contains(UInt8(ascii: "\t")) else { throw controlCharacter }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static var controlCharacter: MultipartError {
        MultipartError(.controlCharacter, "a part's headers hold a control character")
    }

    private static let lineEnd: [UInt8] = [.carriageReturn, .lineFeed]
}

extension Unicode.Scalar {
    /// A control character (Unicode's Cc) other than tab, CR and LF, which have their own rules.
    fileprivate var isForbidden: Bool {
        switch value {
        case 0x09, 0x0A, 0x0D: false
        case 0x00..<0x20, 0x7F..<0xA0: true
        default: false
        }
    }
}
