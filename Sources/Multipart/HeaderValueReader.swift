/// Reads a header's value. Every step looks before it reads, and gives nil where the grammar is not kept.
struct HeaderValueReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

    /// How a quoted string has quotes in it.
    enum Escapes {
        /// `\"`, and a backslash before any other character (RFC 9110, section 5.6.4).
        case backslash
        /// `%22`, `%0D` and `%0A`, so written; a backslash is a character like any other (WHATWG HTML,
        /// "multipart/form-data encoding algorithm").
        case percent
    }

    /// The whole value: `type/subtype` in lower case, then parameters (RFC 9110, section 8.3.1).
    mutating func mediaType() -> (type: String, parameters: [String: [UInt8]])? {
        skipSpace()
        guard let type = token(), take("/"), let subtype = token(), let parameters = parameters(.backslash) else {
            return nil
        }
        return ("\(type)/\(subtype)", parameters)
    }

    /// A token, in lower case.
    mutating func token() -> String? {
        let token = run(\.isToken)
        return token.isEmpty ? nil : String(decoding: token, as: UTF8.self).lowercased()
    }

    /// `*( OWS ";" OWS [ name "=" value ] )` to the end (RFC 9110, section 5.6.6), by their names in lower case, each of
    /// which may stand there once.
    mutating func parameters(_ escapes: Escapes) -> [String: [UInt8]]? {
        var found: [String: [UInt8]] = [:]
        skipSpace()
        while take(";") {
            skipSpace()
            if isAtEnd || next == UInt8(ascii: ";") { continue }
            guard let name = token(), take("="), let value = value(escapes) else { return nil }
            guard found.updateValue(value, forKey: name) == nil else { return nil }
            skipSpace()
        }
        return isAtEnd ? found : nil
    }

    private mutating func value(_ escapes: Escapes) -> [UInt8]? {
        if take("\"") { return quoted(escapes) }
        let token = run(\.isToken)
        return token.isEmpty ? nil : Array(token)
    }

    /// To the closing quote; the opening one is read.
    private mutating func quoted(_ escapes: Escapes) -> [UInt8]? {
        var text: [UInt8] = []
        while !take("\"") {
            if escapes == .backslash { _ = take("\\") }
            guard let next, next.isQuotable else { return nil }
            if escapes == .percent, let escaped = percentEscape() {
                text.append(escaped)
            } else {
                text.append(next)
                position += 1
            }
        }
        return text
    }

    private mutating func percentEscape() -> UInt8? {
        for (escape, byte) in Self.percentEscapes where bytes[position...].starts(with: escape) {
            position += escape.count
            return byte
        }
        return nil
    }

    private static let percentEscapes = [
        (Array("%22".utf8), UInt8(ascii: "\"")), (Array("%0D".utf8), .carriageReturn), (Array("%0A".utf8), .lineFeed),
    ]

    private var next: UInt8? { isAtEnd ? nil : bytes[position] }
    private var isAtEnd: Bool { position == bytes.count }

    private mutating func take(_ mark: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: mark) else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() { _ = run(\.isSpace) }

    private mutating func run(_ fits: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let run = bytes[position...].prefix(while: fits)
        position = run.endIndex
        return run
    }
}
