package import Vocabulary

/// IPTC-IIM version 4, application record (2): datasets of `1C record number length value`.
///
/// In a JPEG they lie in Photoshop's image resource 0x0404; both wrappings are understood. Every length is checked
/// against what is there: the bytes are a stranger's.
package enum IPTCRecord {
    package static func metadata(in bytes: [UInt8]) -> PhotoMetadata {
        let values = datasets(in: resource(in: bytes) ?? bytes[...])
        return PhotoMetadata(
            taken: date(values[55], time: values[60]), caption: values[120], credit: values[110] ?? values[80],
            source: values[115])
    }

    /// The IPTC block among Photoshop's resources: `8BIM id name length data`, each part padded to an even length.
    private static func resource(in bytes: [UInt8]) -> ArraySlice<UInt8>? {
        var rest = bytes[...]
        if rest.starts(with: "Photoshop 3.0".utf8) { rest = rest.dropFirst(14) }
        while rest.starts(with: "8BIM".utf8), rest.count >= 12 {
            rest = rest.dropFirst(4)
            let id = number(rest.prefix(2))
            let nameLength = Int(rest.dropFirst(2).first!)
            rest = rest.dropFirst(2 + (nameLength + 2) / 2 * 2)
            guard rest.count >= 4 else { return nil }
            let length = number(rest.prefix(4))
            rest = rest.dropFirst(4)
            guard length <= rest.count else { return nil }
            if id == 0x0404 { return rest.prefix(length) }
            rest = rest.dropFirst((length + 1) / 2 * 2)
        }
        return nil
    }

    private static func datasets(in bytes: ArraySlice<UInt8>) -> [UInt8: String] {
        var values: [UInt8: String] = [:]
        var isUTF8 = false
        var rest = bytes
        while rest.count >= 5, rest.first == 0x1C {
            let header = Array(rest.prefix(5))
            let length = number(header[3...])
            rest = rest.dropFirst(5)
            // A set top bit announces an extended length, which no caption needs.
            guard length < 0x8000, length <= rest.count else { break }
            let value = rest.prefix(length)
            rest = rest.dropFirst(length)
            if header[1] == 1, header[2] == 90 { isUTF8 = value.elementsEqual([0x1B, 0x25, 0x47]) }
            guard header[1] == 2 else { continue }
            let text =
                isUTF8 || String(validating: value, as: UTF8.self) != nil
                ? String(decoding: value, as: UTF8.self)
                : String(String.UnicodeScalarView(value.map { Unicode.Scalar($0) }))
            if values[header[2]] == nil, let text = tidied(text) { values[header[2]] = text }
        }
        return values
    }

    private static func number(_ bytes: some Sequence<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

    /// `20210504` and `101112+0000`.
    private static func date(_ date: String?, time: String?) -> String? {
        guard let date, date.count == 8, date.allSatisfy(\.isNumber) else { return nil }
        let digits = Array(date)
        let clock = Array((time ?? "").prefix { $0.isNumber })
        let hours = clock.count == 6 ? clock : Array("000000")
        return EXIFTexts.timestamp(
            "\(String(digits[0..<4])):\(String(digits[4..<6])):\(String(digits[6..<8])) "
                + "\(String(hours[0..<2])):\(String(hours[2..<4])):\(String(hours[4..<6]))")
    }
}
