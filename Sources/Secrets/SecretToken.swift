import Crypto

/// 160 random bits that let their bearer in: a session, or the setting up of an account.
///
/// Only its digest is stored. Guessing is hopeless, so a quick hash does: no password's slow one is needed.
public struct SecretToken: Sendable {
    /// 32 characters of Crockford's base 32, in groups of eight: fit to be read aloud and typed.
    public let text: String
    private let bits: [UInt8]

    private static let digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
    private static let length = 32

    public init() {
        var random = SystemRandomNumberGenerator()
        self.init(bits: (0..<Self.length).map { _ in UInt8.random(in: 0..<32, using: &random) })
    }

    /// As somebody typed it: spaces and hyphens mean nothing, nor does case; `o` is 0, `i` and `l` are 1.
    /// - Returns: nil when it cannot be a token.
    public init?(_ typed: String) {
        guard typed.utf8.count <= 4 * Self.length else { return nil }
        var bits: [UInt8] = []
        for character in typed.lowercased().utf8 where !"- \t\r\n".utf8.contains(character) {
            let digit: UInt8 =
                switch character {
                case UInt8(ascii: "o"): UInt8(ascii: "0")
                case UInt8(ascii: "i"), UInt8(ascii: "l"): UInt8(ascii: "1")
                default: character
                }
            guard let value = Self.digits.firstIndex(of: digit) else { return nil }
            bits.append(UInt8(value))
        }
        guard bits.count == Self.length else { return nil }
        self.init(bits: bits)
    }

    private init(bits: [UInt8]) {
        self.bits = bits
        let letters = bits.map { Self.digits[Int($0)] }
        text = stride(from: 0, to: letters.count, by: 8)
            .map { String(decoding: letters[$0..<$0 + 8], as: UTF8.self) }.joined(separator: "-")
    }

    /// SHA-256 over the 32 values, 32 bytes: what is stored, and looked up by.
    public var digest: [UInt8] { Array(SHA256.hash(data: bits)) }
}

extension SecretToken: CustomStringConvertible, CustomReflectable {
    public var description: String { "redacted" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
