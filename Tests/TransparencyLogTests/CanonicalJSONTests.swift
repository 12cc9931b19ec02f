import Crypto
import Testing
import TransparencyLog

@Suite("Canonical JSON")
struct CanonicalJSONTests {
    // MARK: The RFC's own examples

    @Test(
        "numbers are written as in RFC 8785, appendix B",
        arguments: [
            (0x0000_0000_0000_0000, "0"),
            (0x8000_0000_0000_0000, "0"),
            (0x0000_0000_0000_0001, "5e-324"),
            (0x8000_0000_0000_0001, "-5e-324"),
            (0x7FEF_FFFF_FFFF_FFFF, "1.7976931348623157e+308"),
            (0xFFEF_FFFF_FFFF_FFFF, "-1.7976931348623157e+308"),
            (0x4340_0000_0000_0000, "9007199254740992"),
            (0xC340_0000_0000_0000, "-9007199254740992"),
            (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x7FFF_FFFF_FFFF_FFFF, nil),
            (0x7FF0_0000_0000_0000, nil),
            (0xFFF0_0000_0000_0000, nil),
            (0x44B5_2D02_C7E1_4AF5, "9.999999999999997e+22"),
            (0x44B5_2D02_C7E1_4AF6, "1e+23"),
            (0x44B5_2D02_C7E1_4AF7, "1.0000000000000001e+23"),
            (0x444B_1AE4_D6E2_EF4E, "999999999999999700000"),
            (0x444B_1AE4_D6E2_EF4F, "999999999999999900000"),
            (0x444B_1AE4_D6E2_EF50, "1e+21"),
            (0x3EB0_C6F7_A0B5_ED8C, "9.999999999999997e-7"),
            (0x3EB0_C6F7_A0B5_ED8D, "0.000001"),
            (0x41B3_DE43_5555_5553, "333333333.3333332"),
            (0x41B3_DE43_5555_5554, "333333333.33333325"),
            (0x41B3_DE43_5555_5555, "333333333.3333333"),
            (0x41B3_DE43_5555_5556, "333333333.3333334"),
            (0x41B3_DE43_5555_5557, "333333333.33333343"),
            (0xBECB_F647_612F_3696, "-0.0000033333333333333333"),
            (0x4314_3FF3_C1CB_0959, "1424953923781206.2"),
        ] as [(UInt64, String?)])
    func appendixB(bits: UInt64, expected: String?) throws {
        let value = JSONValue.number(Double(bitPattern: bits))
        guard let expected else {
            #expect(throws: LogError(.malformed, "")) { try CanonicalJSON.bytes(of: value) }
            return
        }
        #expect(try text(value) == expected)
        #expect(try CanonicalJSON.parse(expected.utf8) == value)
    }

    @Test("100,000 numbers are written as the RFC's authors' test file has them")
    func publishedChecksum() throws {
        // github.com/cyberphone/json-canonicalization, testdata/README.md: the sequence and its SHA-256. First fixed
        // bit patterns, then 2,000 from the least normal number on, then a chain of SHA-256 read as little-endian
        // doubles.
        let fixed = Self.fixedPatterns.split(whereSeparator: \.isWhitespace).compactMap { UInt64($0, radix: 16) }
        var patterns = fixed + (0..<2000).map { 0x0010_0000_0000_0000 + $0 }
        var block = [UInt8](repeating: 0, count: 32)
        while patterns.count < 100_000 {
            block = Array(SHA256.hash(data: block))
            for start in stride(from: 0, to: 32, by: 8) {
                let pattern = block[start..<start + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
                let value = Double(bitPattern: pattern)
                if value != 0, value.isFinite { patterns.append(pattern) }
            }
        }
        var sha = SHA256()
        for pattern in patterns.prefix(100_000) {
            let number = try CanonicalJSON.bytes(of: .number(Double(bitPattern: pattern)))
            sha.update(data: Array((String(pattern, radix: 16) + ",").utf8) + number + [0x0A])
        }
        let hash = sha.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(hash == "22776e6d4b49fa294a0d0f349268e5c28808fe7e0cb2bcbe28f63894e494d4c7")
    }

    @Test("members are sorted by UTF-16 code units, as in RFC 8785, section 3.2.3")
    func sorting() throws {
        let value = try CanonicalJSON.parse(
            #"""
            {
              "\u20ac": "Euro Sign",
              "\r": "Carriage Return",
              "\ufb33": "Hebrew Letter Dalet With Dagesh",
              "1": "One",
              "\ud83d\ude00": "Emoji: Grinning Face",
              "\u0080": "Control",
              "\u00f6": "Latin Small Letter O With Diaeresis"
            }
            """#.utf8)
        guard case .object(let object) = value else {
            Issue.record("not an object")
            return
        }
        #expect(
            object.members.map(\.value)
                == [
                    "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign",
                    "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh",
                ].map(JSONValue.string))
        #expect(object["\u{20AC}"] == .string("Euro Sign"))
        #expect(object["2"] == nil)
        #expect(
            try text(value) == "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\","
                + "\"\u{F6}\":\"Latin Small Letter O With Diaeresis\",\"\u{20AC}\":\"Euro Sign\","
                + "\"\u{1F600}\":\"Emoji: Grinning Face\",\"\u{FB33}\":\"Hebrew Letter Dalet With Dagesh\"}")
    }

    @Test("the example of RFC 8785, section 3.2.2, has the bytes of section 3.2.4")
    func wholeExample() throws {
        let value = try CanonicalJSON.parse(
            #"""
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """#.utf8)
        let expected = """
            7b 22 6c 69 74 65 72 61 6c 73 22 3a 5b 6e 75 6c 6c 2c 74 72 75 65 2c 66 61 6c 73 65 5d 2c 22 6e
            75 6d 62 65 72 73 22 3a 5b 33 33 33 33 33 33 33 33 33 2e 33 33 33 33 33 33 33 2c 31 65 2b 33 30
            2c 34 2e 35 2c 30 2e 30 30 32 2c 31 65 2d 32 37 5d 2c 22 73 74 72 69 6e 67 22 3a 22 e2 82 ac 24
            5c 75 30 30 30 66 5c 6e 41 27 42 5c 22 5c 5c 5c 5c 5c 22 2f 22 7d
            """
        #expect(
            try CanonicalJSON.bytes(of: value)
                == expected.split(whereSeparator: \.isWhitespace).compactMap { UInt8($0, radix: 16) })
    }

    // MARK: Writing

    @Test("a character is escaped only if it must be, and in its short form (RFC 8785, section 3.2.2.2)")
    func escapes() throws {
        let short = [0x08: "b", 0x09: "t", 0x0A: "n", 0x0C: "f", 0x0D: "r", 0x22: "\"", 0x5C: "\\"]
        for code in Array(0...0x2FF) + [0x2028, 0x2029, 0xD7FF, 0xE000, 0xFEFF, 0xFFFF, 0x10000, 0x10FFFF] {
            let scalar = try #require(Unicode.Scalar(UInt32(code)))
            let raw = String(Character(scalar))
            let hexadecimal = String(code, radix: 16)
            let expected =
                short[code].map { "\\" + $0 }
                ?? (code < 0x20 ? "\\u" + String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal : raw)
            let written = try CanonicalJSON.bytes(of: .string(raw))
            #expect(written == Array("\"\(expected)\"".utf8))
            #expect(try CanonicalJSON.parse(written) == .string(raw))
        }
    }

    @Test(
        "other spellings come down to the canonical one",
        arguments: [
            (" \t\r\n[ ] ", "[]"), ("{ }", "{}"), ("-0", "0"), ("-0.0e5", "0"), ("1.0", "1"), ("10e-1", "1"),
            ("1E+2", "100"), ("1e21", "1e+21"), ("100000000000000000000", "100000000000000000000"),
            ("1e-7", "1e-7"), ("0.0000010", "0.000001"), ("123456789012345678901", "123456789012345680000"),
            ("9007199254740993", "9007199254740992"), ("1e-400", "0"), ("-0.00000012", "-1.2e-7"),
            (#""\u00E9\/\u0041""#, "\"\u{E9}/A\""), (#""\ud83D\uDE00""#, "\"\u{1F600}\""), (#""\u0000""#, #""\u0000""#),
            (#"{"b":1,"a":{"d":[],"c":2}}"#, #"{"a":{"c":2,"d":[]},"b":1}"#),
            (#"{"aa":1,"":2,"a":3,"A":4}"#, #"{"":2,"A":4,"a":3,"aa":1}"#),
        ])
    func spellings(input: String, canonical: String) throws {
        #expect(try text(CanonicalJSON.parse(input.utf8)) == canonical)
        #expect(CanonicalJSON.isCanonical(canonical.utf8))
        #expect(CanonicalJSON.isCanonical(input.utf8) == (input == canonical))
    }

    @Test("texts keep their code points: what String holds to be equal stays two names and two values")
    func unnormalised() throws {
        let composed = "\u{E9}"
        let decomposed = "e\u{301}"
        #expect(composed == decomposed)
        #expect(JSONValue.string(composed) != .string(decomposed))
        let object = try JSONObject([(composed, .number(1)), (decomposed, .number(2))])
        #expect(object[composed] == .number(1))
        #expect(object[decomposed] == .number(2))
        let bytes = try CanonicalJSON.bytes(of: .object(object))
        #expect(bytes == Array("{\"e\u{301}\":2,\"\u{E9}\":1}".utf8))
        #expect(try CanonicalJSON.parse(bytes) == .object(object))
    }

    @Test("whole numbers are taken up to 2^53 - 1 and refused beyond")
    func integers() throws {
        for value in [0, 1, -1, 1 << 52, (1 << 53) - 1, -(1 << 53) + 1] {
            #expect(try text(.integer(value)) == String(value))
        }
        for value in [1 << 53, -(1 << 53), .max, .min] {
            #expect(throws: LogError(.malformed, "")) { try JSONValue.integer(value) }
        }
        #expect(throws: LogError(.malformed, "")) { try JSONValue.integer(UInt64.max) }
        #expect(try JSONValue.integer(UInt8.max) == .number(255))
    }

    @Test("a name twice is refused in an object that is built, too")
    func duplicate() {
        #expect(throws: LogError(.malformed, "")) {
            try JSONObject([("a", .null), ("b", .null), ("a", .bool(true))])
        }
    }

    @Test("what passes a limit is neither written nor read")
    func limits() throws {
        func nested(_ depth: Int) -> JSONValue {
            (1..<depth).reduce(.array([])) { inner, level in level % 2 == 0 ? .array([inner]) : .object(["a": inner]) }
        }
        let deepest = try CanonicalJSON.bytes(of: nested(64))
        #expect(try CanonicalJSON.parse(deepest) == nested(64))
        #expect(throws: LogError(.malformed, "")) { try CanonicalJSON.bytes(of: nested(65)) }
        #expect(throws: LogError(.malformed, "")) { try CanonicalJSON.parse([0x5B] + deepest + [0x5D]) }
        #expect(throws: LogError(.malformed, "")) {
            try CanonicalJSON.parse([UInt8](repeating: UInt8(ascii: "["), count: 1 << 20))
        }

        let longest = JSONValue.string(String(repeating: "a", count: (1 << 20) - 2))
        let bytes = try CanonicalJSON.bytes(of: longest)
        #expect(bytes.count == 1 << 20)
        #expect(try CanonicalJSON.parse(bytes) == longest)
        #expect(throws: LogError(.malformed, "")) { try CanonicalJSON.parse(bytes + [0x20]) }
        #expect(throws: LogError(.malformed, "")) {
            try CanonicalJSON.bytes(of: .string(String(repeating: "a", count: (1 << 20) - 1)))
        }
        #expect(throws: LogError(.malformed, "")) {
            try CanonicalJSON.parse([UInt8](repeating: UInt8(ascii: "9"), count: 1 << 20))
        }
    }

    // MARK: Reading

    @Test(
        "what is not JSON is refused",
        arguments: [
            "", " ", "nul", "nulll", "Null", "TRUE", "undefined", "NaN", "Infinity", "-Infinity", "'a'", "a",
            "\u{FEFF}1",
            "1 2", "1,", "[]]", "{}{}", "null\u{0}", "[1]x", "/**/1", "1//", "\u{A0}1", "\u{B}1",
            "01", "-01", "00", "+1", "-", "--1", ".5", "-.5", "1.", "1.e5", "1e", "1e+", "1e+-2", "1E1.5", "0x10",
            "1_000",
            "0e", "1e5e5", "1 .5", "- 1", "\u{FF11}", "1e309", "-1e309", "1e99999999999999999999",
            "179769313486231590e291",
            "[", "]", "[1", "[1,", "[1,]", "[,1]", "[,]", "[1,,2]", "[1 2]", "[1}", "[1:2]", "{", "}", "{\"a\"",
            "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{,}", "{\"a\"}", "{\"a\" 1}", "{\"a\",1}", "{a:1}",
            "{1:1}", "{'a':1}", "{\"a\":1]", "{\"a\":}", "{null:1}", "{\"a\"::1}", "{\"a\":1 \"b\":2}",
            #"{"a":1,"a":1}"#, #"{"a":1,"\u0061":2}"#, #"{"":1,"":1}"#, #"[{"x":{"b":0,"a":1,"b":2}}]"#,
            "\"", "\"a", #""\""#, #""\a""#, #""\U0041""#, #""\x41""#, #""\'""#, #""\u""#, #""\u12""#, #""\u12G4""#,
            #""\u 123""#, #""\u+123""#, #""\u-123""#, "\"\\u\u{FF11}234\"", "\"\n\"", "\"\t\"", "\"\u{0}\"",
            "\"\u{1F}\"",
            #""\ud800""#, #""\udc00""#, #""\ud800\ud800""#, #""\udc00\ud800""#, #""\ud800a""#, #""\ud800\n""#,
            #""\ud800\u0041""#, #""\ud83d\u""#, #"{"\ud800":1}"#, #""a""b""#, #"["\"]"#,
        ])
    func refusals(input: String) {
        #expect(throws: LogError(.malformed, "")) { try CanonicalJSON.parse(input.utf8) }
        #expect(!CanonicalJSON.isCanonical(input.utf8))
    }

    @Test(
        "a text that is not UTF-8 is refused",
        arguments: [
            [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x9F, 0xBF], [0xE2, 0x82],
            [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
            [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF],
            // Half a character in raw bytes, the other half from an escape.
            [0xC3] + Array(#"\u00a9"#.utf8), Array(#"\u00e9"#.utf8) + [0xA9],
        ] as [[UInt8]])
    func invalidUTF8(bytes: [UInt8]) {
        for input in [[0x22] + bytes + [0x22], bytes, [0x5B] + bytes + [0x5D]] {
            #expect(throws: LogError(.malformed, "")) { try CanonicalJSON.parse(input) }
        }
    }

    // MARK: Properties

    @Test("every double comes back bit for bit, in the digits that Swift has for it")
    func numbersSurvive() throws {
        var dice = Dice(state: 8785)
        for round in 0..<200_000 {
            // Every exponent alike; then numbers as people write them.
            let value =
                round % 2 == 0
                ? Double(bitPattern: dice.next())
                : Double(Int64(bitPattern: dice.next()) >> 20) / [1, 10, 1e3, 1e9][round / 2 % 4]
            guard value.isFinite, value != 0 else { continue }
            let written = try text(.number(value))
            guard case .number(let read) = try CanonicalJSON.parse(written.utf8) else {
                Issue.record("not a number: \(written)")
                return
            }
            #expect(read.bitPattern == value.bitPattern)
            let (ours, theirs) = (try scientific(written), try scientific(value.description))
            #expect(ours == theirs)
            let exponentForm = written.contains("e")
            #expect(exponentForm == (value.magnitude >= 1e21 || value.magnitude < 1e-6))
        }
    }

    @Test("a value comes back from its canonical bytes, and from any other spelling of them")
    func valuesSurvive() throws {
        var dice = Dice(state: 8259)
        for _ in 0..<5000 {
            let value = dice.value(depth: 4)
            let bytes = try CanonicalJSON.bytes(of: value)
            #expect(try CanonicalJSON.parse(bytes) == value)
            #expect(CanonicalJSON.isCanonical(bytes))
            let other = dice.spelling(of: value)
            let read = try CanonicalJSON.parse(other)
            #expect(read == value)
            #expect(read.hashValue == value.hashValue)
            #expect(try CanonicalJSON.bytes(of: read) == bytes)
            #expect(CanonicalJSON.isCanonical(other) == (other == bytes))
        }
    }

    @Test("damaged JSON is refused or read as what it now says, and no refusal quotes it")
    func mutations() throws {
        var dice = Dice(state: 7493)
        var read = 0
        var canonical = 0
        var rules: Set<String> = []
        for _ in 0..<60_000 {
            let value = JSONValue.object(["Marple": dice.value(depth: 3), "by": .string("Marple")])
            var bytes = dice.below(2) == 0 ? try CanonicalJSON.bytes(of: value) : dice.spelling(of: value)
            for _ in 0...dice.below(3) { dice.damage(&bytes) }
            let damaged: JSONValue
            do { damaged = try CanonicalJSON.parse(bytes) } catch {
                #expect(error.code == .malformed)
                #expect(!CanonicalJSON.isCanonical(bytes))
                rules.insert(error.detail.replacing(/[0-9]+/, with: ""))
                continue
            }
            let again = try CanonicalJSON.bytes(of: damaged)
            #expect(try CanonicalJSON.parse(again) == damaged)
            #expect(CanonicalJSON.isCanonical(again))
            #expect(CanonicalJSON.isCanonical(bytes) == (again == bytes))
            read += 1
            canonical += again == bytes ? 1 : 0
        }
        #expect(read > 1000)
        #expect(canonical > 100)
        #expect(rules.allSatisfy { !$0.contains("Marple") })
        // As many as the parser has rules, not as many as there are inputs.
        #expect((10...20).contains(rules.count), "\(rules)")
    }

    // MARK: Tools

    private func text(_ value: JSONValue) throws -> String {
        String(decoding: try CanonicalJSON.bytes(of: value), as: UTF8.self)
    }

    /// Sign and significant digits, and the power of ten of the first.
    private func scientific(_ text: String) throws -> Scientific {
        let parts = text.split(separator: "e")
        let mantissa = parts[0].filter { $0 != "-" }
        let whole = mantissa.split(separator: ".", omittingEmptySubsequences: false)[0]
        let digits = mantissa.filter { $0 != "." }
        let significant = digits.drop { $0 == "0" }
        let exponent = parts.count > 1 ? try #require(Int(parts[1])) : 0
        var trimmed = String(significant)
        while trimmed.last == "0" { trimmed.removeLast() }
        return Scientific(
            negative: text.hasPrefix("-"), digits: trimmed,
            power: whole.count - (digits.count - significant.count) + exponent)
    }

    private struct Scientific: Equatable {
        let negative: Bool
        let digits: String
        let power: Int
    }

    /// SplitMix64, and JSON made with it: the same in every run.
    private struct Dice {
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

    /// The test file's first numbers, in its order (see `publishedChecksum`).
    private static let fixedPatterns = """
        0000000000000000 8000000000000000 0000000000000001 8000000000000001 c46696695dbd1cc3 c43211ede4974a35
        c3fce97ca0f21056 c3c7213080c1a6ac c39280f39a348556 c35d9b1f5d20d557 c327af4c4a80aaac c2f2f2a36ecd5556
        c2be51057e155558 c28840d131aaaaac c253670dc1555557 c21f0b4935555557 c1e8d5d42aaaaaac c1b3de4355555556
        c17fca0555555556 c1496e6aaaaaaaab c114585555555555 c0e046aaaaaaaaab c0aa0aaaaaaaaaaa c074d55555555555
        c040aaaaaaaaaaab c00aaaaaaaaaaaab bfd5555555555555 bfa1111111111111 bf6b4e81b4e81b4f bf35d867c3ece2a5
        bf0179ec9cbd821e becbf647612f3696 be965e9f80f29212 be61e54c672874db be2ca213d840baf8 bdf6e80fe033c8c6
        bdc2533fe68fd3d2 bd8d51ffd74c861c bd5774ccac3d3817 bd22c3d6f030f9ac bcee0624b3818f79 bcb804ea293472c7
        bc833721ba905bd3 bc4ebe9c5db3c61e bc18987d17c304e5 bbe3ad30dfcf371d bbaf7b816618582f bb792f9ab81379bf
        bb442615600f9499 bb101e77800c76e1 bad9ca58cce0be35 baa4a1e0a3e6fe90 ba708180831f320d ba3a68cd9e985016
        446696695dbd1cc3 443211ede4974a35 43fce97ca0f21056 43c7213080c1a6ac 439280f39a348556 435d9b1f5d20d557
        4327af4c4a80aaac 42f2f2a36ecd5556 42be51057e155558 428840d131aaaaac 4253670dc1555557 421f0b4935555557
        41e8d5d42aaaaaac 41b3de4355555556 417fca0555555556 41496e6aaaaaaaab 4114585555555555 40e046aaaaaaaaab
        40aa0aaaaaaaaaaa 4074d55555555555 4040aaaaaaaaaaab 400aaaaaaaaaaaab 3fd5555555555555 3fa1111111111111
        3f6b4e81b4e81b4f 3f35d867c3ece2a5 3f0179ec9cbd821e 3ecbf647612f3696 3e965e9f80f29212 3e61e54c672874db
        3e2ca213d840baf8 3df6e80fe033c8c6 3dc2533fe68fd3d2 3d8d51ffd74c861c 3d5774ccac3d3817 3d22c3d6f030f9ac
        3cee0624b3818f79 3cb804ea293472c7 3c833721ba905bd3 3c4ebe9c5db3c61e 3c18987d17c304e5 3be3ad30dfcf371d
        3baf7b816618582f 3b792f9ab81379bf 3b442615600f9499 3b101e77800c76e1 3ad9ca58cce0be35 3aa4a1e0a3e6fe90
        3a708180831f320d 3a3a68cd9e985016 4024000000000000 4014000000000000 3fe0000000000000 3fa999999999999a
        3f747ae147ae147b 3f40624dd2f1a9fc 3f0a36e2eb1c432d 3ed4f8b588e368f1 3ea0c6f7a0b5ed8d 3e6ad7f29abcaf48
        3e35798ee2308c3a 3ed539223589fa95 3ed4ff26cd5a7781 3ed4f95a762283ff 3ed4f8c60703520c 3ed4f8b72f19cd0d
        3ed4f8b5b31c0c8d 3ed4f8b58d1c461a 3ed4f8b5894f7f0e 3ed4f8b588ee37f3 3ed4f8b588e47da4 3ed4f8b588e3849c
        3ed4f8b588e36bb5 3ed4f8b588e36937 3ed4f8b588e368f8 3ed4f8b588e368f1 3ff0000000000000 bff0000000000000
        bfeffffffffffffa bfeffffffffffffb 3feffffffffffffa 3feffffffffffffb 3feffffffffffffc 3feffffffffffffe
        bfefffffffffffff bfefffffffffffff 3fefffffffffffff 3fefffffffffffff 3fd3333333333332 3fd3333333333333
        3fd3333333333334 0010000000000000 000ffffffffffffd 000fffffffffffff 7fefffffffffffff ffefffffffffffff
        4340000000000000 c340000000000000 4430000000000000 44b52d02c7e14af5 44b52d02c7e14af6 44b52d02c7e14af7
        444b1ae4d6e2ef4e 444b1ae4d6e2ef4f 444b1ae4d6e2ef50 3eb0c6f7a0b5ed8c 3eb0c6f7a0b5ed8d 41b3de4355555553
        41b3de4355555554 41b3de4355555555 41b3de4355555556 41b3de4355555557 becbf647612f3696 43143ff3c1cb0959
        """
}
