import Crypto
public import Foundation

/// What an authenticator app shares with us: the second factor of a log-in, a code of six digits that changes every 30 seconds
/// (TOTP, RFC 6238, over HOTP, RFC 4226, with HMAC-SHA-1 as all apps do it).
///
/// HMAC does not need SHA-1 to resist collisions (RFC 6238, appendix B); nothing else here uses it.
public struct OneTimeSecret: Sendable {
    public static let byteCount = 20
    static let period: TimeInterval = 30
    static let digits = 6

    /// 20 bytes, to be stored.
    public let bytes: [UInt8]

    /// A new one.
    public init() {
        var random = SystemRandomNumberGenerator()
        bytes = (0..<Self.byteCount).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    }

    /// One that was stored.
    /// - Returns: nil unless there are 20 bytes.
    public init?(stored bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }

    /// Which of the 30-second steps a moment is in.
    public static func step(at moment: Date) -> Int { Int((moment.timeIntervalSince1970 / period).rounded(.down)) }

    /// The code of a step.
    public func code(step: Int) -> String {
        let counter = withUnsafeBytes(of: UInt64(truncatingIfNeeded: step).bigEndian) { Array($0) }
        let mac = Array(
            HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: bytes)))
        // RFC 4226, section 5.3: four bytes from the place that the last one names.
        let place = Int(mac[19] & 0x0F)
        let number = mac[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
        let text = String(number % 1_000_000)
        return String(repeating: "0", count: Self.digits - text.count) + text
    }

    /// The step that a typed code is of: this moment's, or one beside it, as clocks differ (RFC 6238, section 5.2).
    /// - Parameter last: the step of the code that was taken last; none is taken twice.
    /// - Returns: nil when the code is none of these.
    public func step(of typed: String, at moment: Date, after last: Int?) -> Int? {
        let now = Self.step(at: moment)
        let typed = Array(typed.filter { !$0.isWhitespace }.utf8)
        // All three are compared, and wholly, whichever it is.
        let matching = (now - 1...now + 1).filter { step in
            let code = Array(code(step: step).utf8)
            return code.count == typed.count && zip(code, typed).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
        }
        return matching.first { $0 > last ?? .min }
    }

    /// Base 32 (RFC 4648), as apps take it when it is typed.
    public var text: String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        var (buffer, bits) = (0, 0)
        var letters: [UInt8] = []
        for byte in bytes {
            buffer = (buffer << 8 | Int(byte)) & 0xFFFF
            bits += 8
            while bits >= 5 {
                bits -= 5
                letters.append(alphabet[buffer >> bits & 31])
            }
        }
        return String(decoding: letters, as: UTF8.self)
    }

    /// What apps read from a QR code, or from a link.
    public func link(account: String, issuer: String) -> String {
        func escaped(_ text: String) -> String {
            text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        }
        return "otpauth://totp/\(escaped(issuer)):\(escaped(account))?secret=\(text)&issuer=\(escaped(issuer))"
    }
}

extension OneTimeSecret: CustomStringConvertible, CustomReflectable {
    public var description: String { "redacted" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
