import Crypto
import Testing
import TransparencyLog

@Suite("Canonical JSON: the examples of RFC 8785 and of its authors")
struct CanonicalJSONExampleTests {
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
        #expect(try canonicalText(value) == expected)
        #expect(try CanonicalJSON.parse(expected.utf8) == value)
    }

    @Test("100,000 numbers are written as the RFC's authors' test file has them")
    func publishedChecksum() throws {
        // github.com/cyberphone/json-canonicalization, testdata/README.md: the sequence and its SHA-256. First fixed
        // bit patterns, then 2,000 from the least normal number on, then a chain of SHA-256 read as little-endian
        // doubles.
        let fixed = PublishedNumbers.fixed.split(whereSeparator: \.isWhitespace).compactMap { UInt64($0, radix: 16) }
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
            try canonicalText(value) == "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\","
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
}
