import Foundation
import Vocabulary

/// A form's fields as a browser sends them, and its photo.
package struct Form: Sendable {
    static let empty = Form()
    /// Of fields without a photo.
    static let mostBytes = 64 << 10
    package static let mostFields = 500

    private var fields: [(name: String, value: String)] = []
    /// The bytes of the one file that a form may bring.
    package var photo: [UInt8]?

    init() {}

    /// `application/x-www-form-urlencoded` (WHATWG URL, section 5.1).
    /// - Throws: `form.malformed`.
    package init(urlEncoded bytes: some Collection<UInt8>) throws {
        let parts = bytes.split(separator: UInt8(ascii: "&"))
        guard parts.count <= Self.mostFields else { throw Failure.malformedForm }
        for part in parts {
            let halves = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decoded(halves[0]),
                let value = Self.decoded(halves.count > 1 ? halves[1] : halves[0].suffix(0))
            else { throw Failure.malformedForm }
            add(name, value)
        }
    }

    mutating func add(_ name: String, _ value: String) { fields.append((name, value)) }

    var count: Int { fields.count }

    var names: Set<String> { Set(fields.map(\.name)) }

    /// The same for the same fields in the same order, the photo apart.
    var fingerprint: [UInt8] {
        fields.flatMap { field in
            [field.name, field.value].flatMap { Array("\($0.utf8.count):".utf8) + Array($0.utf8) }
        }
    }

    /// The first of this name, without outer spaces; nil when there is none, or nothing in it.
    package subscript(_ name: String) -> String? {
        guard let value = fields.first(where: { $0.name == name })?.value else { return nil }
        let trimmed = value.trimmingCharacters(in: .whitespacesAndNewlines)
        return trimmed.isEmpty ? nil : trimmed
    }

    /// As it was typed: passwords may begin with a space.
    package func exact(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    /// A text area's: its line ends are CRLF on the way.
    package func text(_ name: String) -> String { self[name]?.replacing("\r\n", with: "\n") ?? "" }

    package func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    /// - Throws: `form.malformed`.
    func required(_ name: String) throws -> String {
        guard let value = self[name] else { throw Failure.malformedForm }
        return value
    }

    /// - Throws: `form.malformed` when there is something, and no whole number.
    package func number(_ name: String) throws -> Int? {
        guard let text = self[name] else { return nil }
        guard let number = Int(text) else { throw Failure.malformedForm }
        return number
    }

    private static func decoded(_ bytes: some Collection<UInt8>) -> String? {
        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        var rest = bytes.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "+"): plain.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit) else { return nil }
                plain.append(high << 4 | low)
            default: plain.append(byte)
            }
        }
        return String(validating: plain, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        Character(UnicodeScalar(byte)).hexDigitValue.map { UInt8($0) }
    }
}
