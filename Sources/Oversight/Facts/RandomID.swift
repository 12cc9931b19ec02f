import FaceSearch
public import TransparencyLog

/// One of the log's random ids, as two numbers: millions of them are compared.
public struct RandomID: Hashable, Sendable {
    private let high: UInt64
    private let low: UInt64

    /// Nil unless these are 32 lower-case hexadecimal digits.
    public init?(_ text: String) {
        var text = text
        guard let id = text.withUTF8({ RandomID(digits: UnsafeRawBufferPointer($0)) }) else { return nil }
        self = id
    }

    init?(digits: UnsafeRawBufferPointer) {
        guard digits.count == 32, let high = Self.number(digits[0..<16]), let low = Self.number(digits[16..<32]) else {
            return nil
        }
        self.high = high
        self.low = low
    }

    private static func number(_ digits: Slice<UnsafeRawBufferPointer>) -> UInt64? {
        var number: UInt64 = 0
        for digit in digits {
            let value: UInt8
            switch digit {
            case 0x30...0x39: value = digit - 0x30
            case 0x61...0x66: value = digit - 0x61 + 10
            default: return nil
            }
            number = number << 4 | UInt64(value)
        }
        return number
    }

    /// 32 hexadecimal digits.
    public var text: String { Self.text(high) + Self.text(low) }

    private static func text(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
