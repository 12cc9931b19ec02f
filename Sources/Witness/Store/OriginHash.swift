import Crypto

/// SHA-256 of a log's origin, as a witness names the log in paths (C2SP tlog-witness, "Monitor Retrieval Mechanism").
package struct OriginHash: Hashable, Sendable, CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    package let description: String

    package init(of origin: String) {
        let digits = Array("0123456789abcdef".utf8)
        let digest = SHA256.hash(data: Array(origin.utf8))
        description = String(
            decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// - Returns: nil for whatever is not exactly such a hash: it comes from anybody, and becomes part of a path.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == 64, text.utf8.allSatisfy(Self.isDigit) else { return nil }
        description = String(text)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}
