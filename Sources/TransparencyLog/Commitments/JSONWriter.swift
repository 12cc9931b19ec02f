/// Writes values in the form of RFC 8785, section 3.2.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []

    /// - Parameter depth: arrays and objects around the value.
    mutating func write(_ value: JSONValue, depth: Int) throws(LogError) {
        switch value {
        case .null: bytes += "null".utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .number(let value):
            guard let text = ECMAScriptNumber.text(of: value) else {
                throw LogError(.malformed, "a number without a form in JSON: NaN or infinite")
            }
            bytes += text
        case .string(let text): write(text)
        case .array(let values):
            try checkDepth(depth)
            bytes.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                try write(value, depth: depth + 1)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let object):
            try checkDepth(depth)
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in object.members.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                write(member.name)
                bytes.append(UInt8(ascii: ":"))
                try write(member.value, depth: depth + 1)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    /// RFC 8785, section 3.2.2.2: only what must be escaped is, in the short form where one exists.
    private mutating func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): bytes += #"\""#.utf8
            case UInt8(ascii: "\\"): bytes += #"\\"#.utf8
            case 0x08: bytes += #"\b"#.utf8
            case 0x09: bytes += #"\t"#.utf8
            case 0x0A: bytes += #"\n"#.utf8
            case 0x0C: bytes += #"\f"#.utf8
            case 0x0D: bytes += #"\r"#.utf8
            case 0..<0x10: bytes += (#"\u000"# + String(byte, radix: 16)).utf8
            case 0x10..<0x20: bytes += (#"\u00"# + String(byte, radix: 16)).utf8
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private func checkDepth(_ depth: Int) throws(LogError) {
        guard depth < CanonicalJSON.greatestDepth else {
            throw LogError(.malformed, "JSON nested more than \(CanonicalJSON.greatestDepth) deep")
        }
    }
}
