import Testing
import TransparencyLog

@Suite("Canonical JSON: what is written")
struct CanonicalJSONTests {
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
        #expect(try canonicalText(CanonicalJSON.parse(input.utf8)) == canonical)
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
            #expect(try canonicalText(.integer(value)) == String(value))
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
}
