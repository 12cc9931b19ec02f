import Foundation

/// `--json`: one object on standard output and nothing else there.
enum JSONOutput {
    static func print(_ value: some Encodable) throws {
        try write(data(value) + Data("\n".utf8))
    }

    static func data(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return try encoder.encode(value)
    }
}
