import Crypto
import Foundation

/// Names one policy text: the SHA-256 of its UTF-8 bytes, comments included, as 64 lower-case hexadecimal digits.
public struct PolicyDigest: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public init(of text: String) {
        rawValue = SHA256.hash(data: Data(text.utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0" + digits : digits
        }.joined()
    }
}

extension PolicyDigest: CustomStringConvertible {
    public var description: String { rawValue }
}
