/// A strict reader of JSON (RFC 8259). Every step looks before it reads: the bytes are a stranger's.
struct JSONParser {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: some Collection<UInt8>) { self.bytes = Array(bytes) }

    /// One value, white space around it, and nothing else.
    mutating func document() throws(LogError) -> JSONValue {
        skipSpace()
        let value = try value(depth: 0)
        skipSpace()
        guard next == nil else { throw failure("something follows the value") }
        return value
    }

    /// - Parameter depth: arrays and objects around the value.
    private mutating func value(depth: Int) throws(LogError) -> JSONValue {
        guard let next else { throw failure("a value is missing") }
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "n"): return try literal("null", .null)
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
        default: throw failure("a value is missing")
        }
    }

    private mutating func object(depth: Int) throws(LogError) -> JSONValue {
        let start = position
        var members: [(String, JSONValue)] = []
        try list(to: UInt8(ascii: "}"), depth: depth) { parser throws(LogError) in
            guard parser.next == UInt8(ascii: "\"") else { throw parser.failure("a member's name is missing") }
            let name = try parser.string()
            parser.skipSpace()
            guard parser.take(UInt8(ascii: ":")) else { throw parser.failure("a colon is missing") }
            parser.skipSpace()
            members.append((name, try parser.value(depth: depth + 1)))
        }
        do { return .object(try JSONObject(members)) } catch {
            position = start
            throw failure("an object has a name twice")
        }
    }

    private mutating func array(depth: Int) throws(LogError) -> JSONValue {
        var values: [JSONValue] = []
        try list(to: UInt8(ascii: "]"), depth: depth) { parser throws(LogError) in
            values.append(try parser.value(depth: depth + 1))
        }
        return .array(values)
    }

    /// What stands between brackets, separated by commas.
    private mutating func list(
        to end: UInt8, depth: Int, item: (inout JSONParser) throws(LogError) -> Void
    ) throws(LogError) {
        guard depth < CanonicalJSON.greatestDepth else { throw failure("nested too deep") }
        position += 1
        skipSpace()
        if take(end) { return }
        while true {
            try item(&self)
            skipSpace()
            if take(end) { return }
            guard take(UInt8(ascii: ",")) else { throw failure("a comma or a closing bracket is missing") }
            skipSpace()
        }
    }

    private mutating func literal(_ name: String, _ value: JSONValue) throws(LogError) -> JSONValue {
        guard bytes[position...].starts(with: name.utf8) else { throw failure("a value is missing") }
        position += name.utf8.count
        return value
    }

    private mutating func number() throws(LogError) -> Double {
        let start = position
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try digits() }
        if take(UInt8(ascii: ".")) { try digits() }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits()
        }
        guard let value = Double(String(decoding: bytes[start..<position], as: UTF8.self)), value.isFinite else {
            position = start
            throw failure("a number is too large")
        }
        return value
    }

    private mutating func digits() throws(LogError) {
        let start = position
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        guard position > start else { throw failure("a digit is missing") }
    }

    private mutating func string() throws(LogError) -> String {
        let start = position
        position += 1
        var text: [UInt8] = []
        while !take(UInt8(ascii: "\"")) {
            guard let byte = next else { throw failure("a text does not end") }
            switch byte {
            case 0..<0x20: throw failure("a control character is not escaped")
            case UInt8(ascii: "\\"): text += try escape()
            default:
                text.append(byte)
                position += 1
            }
        }
        // An escape gives whole code points, so it cannot complete bytes that are not UTF-8 by themselves.
        guard let string = String(validating: text, as: UTF8.self) else {
            position = start
            throw failure("a text is not UTF-8")
        }
        return string
    }

    /// The UTF-8 of what a backslash introduces.
    private mutating func escape() throws(LogError) -> [UInt8] {
        let start = position
        position += 1
        guard let kind = next else { throw failure("a text does not end") }
        position += 1
        switch kind {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [kind]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "u"):
            var units = [try codeUnit()]
            if UTF16.isLeadSurrogate(units[0]), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) {
                units.append(try codeUnit())
            }
            guard let text = String(validating: units, as: UTF16.self) else {
                position = start
                throw failure("half a surrogate pair")
            }
            return Array(text.utf8)
        default:
            position = start
            throw failure("an unknown escape")
        }
    }

    private mutating func codeUnit() throws(LogError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw failure("a hexadecimal digit is missing")
            }
            unit = unit << 4 | UInt16(digit)
            position += 1
        }
        return unit
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
    }

    private func failure(_ rule: String) -> LogError { LogError(.malformed, "JSON, byte \(position): \(rule)") }
}
