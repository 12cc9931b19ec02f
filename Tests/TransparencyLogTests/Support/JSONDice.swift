import TransparencyLog

/// SplitMix64, and JSON made with it: the same in every run.
struct JSONDice {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func below(_ count: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(count)).high) }

    mutating func value(depth: Int) -> JSONValue {
        switch below(depth > 0 ? 8 : 5) {
        case 0: return [.null, .bool(true), .bool(false)][below(3)]
        case 1: return .number(Double(below(2000) - 1000))
        case 2:
            let value = Double(bitPattern: next())
            return .number(value.isFinite ? value : 0)
        case 3, 4: return .string(text())
        case 5: return .array((0..<below(4)).map { _ in value(depth: depth - 1) })
        default:
            var members: [[UInt8]: (String, JSONValue)] = [:]
            for _ in 0..<below(6) {
                let name = text()
                members[Array(name.utf8)] = (name, value(depth: depth - 1))
            }
            return (try? JSONObject(members.values)).map(JSONValue.object) ?? .null
        }
    }

    /// Of one to four bytes a character, on both sides of the surrogates, with what has to be escaped.
    mutating func text() -> String {
        let ranges: [ClosedRange<Int>] = [
            0...0x1F, 0x20...0x7F, 0x20...0x7F, 0x22...0x22, 0x5C...0x5C, 0x80...0x7FF, 0x300...0x310,
            0x800...0xD7FF,
            0xE000...0xFFFF, 0x10000...0x10FFFF,
        ]
        var text = String.UnicodeScalarView()
        for _ in 0..<below(7) {
            let range = ranges[below(ranges.count)]
            if let scalar = Unicode.Scalar(UInt32(range.lowerBound + below(range.count))) { text.append(scalar) }
        }
        return String(text)
    }

    /// The value with white space, its members in another order, needless escapes and odd numbers.
    mutating func spelling(of value: JSONValue) -> [UInt8] {
        switch value {
        case .null, .bool: return space() + ((try? CanonicalJSON.bytes(of: value)) ?? []) + space()
        case .number:
            let number = (try? CanonicalJSON.bytes(of: value)) ?? []
            let ending = number.contains(UInt8(ascii: "e")) ? "" : ["", "e0", "E-00", "e+0"][below(4)]
            return space() + number + Array(ending.utf8) + space()
        case .string(let text): return space() + spelling(of: text) + space()
        case .array(let values):
            return space() + [0x5B] + Array(values.map { spelling(of: $0) }.joined(separator: [0x2C]))
                + (values.isEmpty ? space() : []) + [0x5D] + space()
        case .object(let object):
            var members = object.members.map { member in
                space() + spelling(of: member.name) + space() + [0x3A] + spelling(of: member.value)
            }
            for last in stride(from: members.count - 1, to: 0, by: -1) { members.swapAt(last, below(last + 1)) }
            return space() + [0x7B] + Array(members.joined(separator: [0x2C])) + (members.isEmpty ? space() : [])
                + [0x7D] + space()
        }
    }

    private mutating func spelling(of text: String) -> [UInt8] {
        var bytes: [UInt8] = [0x22]
        for scalar in text.unicodeScalars {
            if scalar.value < 0x20 || scalar == "\"" || scalar == "\\" || below(4) == 0 {
                for unit in String(Character(scalar)).utf16 {
                    let digits = String(unit, radix: 16, uppercase: below(2) == 0)
                    bytes += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
                }
            } else {
                bytes += String(Character(scalar)).utf8
            }
        }
        return bytes + [0x22]
    }

    private mutating func space() -> [UInt8] {
        below(3) > 0 ? [] : (0..<below(3)).map { _ in [0x20, 0x09, 0x0A, 0x0D][below(4)] }
    }

    /// A bit flipped, a byte of JSON's own put in, a stretch cut out or doubled, the end cut off.
    mutating func damage(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else { return }
        let place = below(bytes.count)
        let end = min(bytes.count, place + 1 + below(8))
        let marks = Array(#"{}[]:,"\/-+.eE0123456789truefalsnu "#.utf8)
        switch below(6) {
        case 0: bytes[place] ^= 1 << UInt8(below(8))
        case 1: bytes[place] = marks[below(marks.count)]
        case 2: bytes.insert(marks[below(marks.count)], at: place)
        case 3: bytes.removeSubrange(place..<end)
        case 4: bytes.insert(contentsOf: bytes[place..<end], at: below(bytes.count))
        default: if below(4) == 0 { bytes.removeSubrange(place...) } else { bytes[place] = UInt8(below(256)) }
        }
    }
}

func canonicalText(_ value: JSONValue) throws -> String {
    String(decoding: try CanonicalJSON.bytes(of: value), as: UTF8.self)
}
