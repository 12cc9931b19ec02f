/// Numbers as ECMAScript prints them (ECMA-262, Number::toString, radix 10), which RFC 8785, section 3.2.2.3, requires.
enum ECMAScriptNumber {
    /// - Returns: nil for NaN and the infinities.
    static func text(of value: Double) -> [UInt8]? {
        guard value.isFinite else { return nil }
        guard value != 0 else { return Array("0".utf8) }
        let (digits, point) = shortest(value.magnitude)
        let zero = UInt8(ascii: "0")
        var text: [UInt8] = value < 0 ? [UInt8(ascii: "-")] : []
        switch point {
        case digits.count...21:
            text += digits + Array(repeating: zero, count: point - digits.count)
        case 1...21:
            text += digits[..<point] + [UInt8(ascii: ".")] + digits[point...]
        case -5...0:
            text += Array("0.".utf8) + Array(repeating: zero, count: -point) + digits
        default:
            text.append(digits[0])
            if digits.count > 1 { text += [UInt8(ascii: ".")] + digits[1...] }
            text += (point > 0 ? "e+" : "e-").utf8
            text += String((point - 1).magnitude).utf8
        }
        return text
    }

    /// The fewest digits that tell the number from its neighbours, of these the nearest to it: Swift's own description
    /// has them, laid out by other rules.
    /// - Returns: digits without zeros at either end, and how many of them stand before the decimal point: the number
    ///   is 0.digits times 10^point.
    private static func shortest(_ value: Double) -> (digits: [UInt8], point: Int) {
        let parts = value.description.utf8.split(separator: UInt8(ascii: "e"))
        let mantissa = parts[0].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let exponent = parts.count > 1 ? Int(Substring(parts[1])) ?? 0 : 0
        let zero = UInt8(ascii: "0")
        let all = mantissa.joined()
        let leading = all.prefix { $0 == zero }.count
        var digits = Array(all.dropFirst(leading))
        while digits.last == zero { digits.removeLast() }
        return (digits, mantissa[0].count - leading + exponent)
    }
}
