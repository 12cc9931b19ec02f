import Testing
import TransparencyLog

@Suite("Canonical JSON: what is refused")
struct CanonicalJSONReadingTests {
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
}
