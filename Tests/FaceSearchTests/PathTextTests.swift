import FaceSearch
import Testing

@Suite("A path is shown on one line, and no two paths look the same")
struct PathTextTests {
    @Test(
        "control characters, bytes that are no text and backslashes are spelled out",
        arguments: [
            (Array("/a/b.jpg".utf8), "/a/b.jpg"), (Array("/été.jpg".utf8), "/été.jpg"), (Array("/a\nb".utf8), "/a\\nb"),
            (Array("/a\u{1B}[31mb".utf8), "/a\\x1B[31mb"), ([0x2F, 0xE9, 0x2E], "/\\xE9."),
            (Array("/a\\nb".utf8), "/a\\x5Cnb"),
            ([0xF0, 0x9F, 0x98], "\\xF0\\x9F\\x98"), (Array("/日本.jpg".utf8), "/日本.jpg"),
            (Array("/\u{202E}gpj".utf8), "/\\xE2\\x80\\xAEgpj"),
        ] as [([UInt8], String)])
    func shown(_ path: [UInt8], _ text: String) { #expect(PathText.display(path) == text) }

    @Test("all pairs of short byte strings stay different")
    func injective() {
        let alphabet: [UInt8] = [0x0A, 0x1B, 0x41, 0x5C, 0x6E, 0x78, 0x30, 0xC3, 0xA9, 0xFF]
        var seen: [String: [UInt8]] = [:]
        for a in alphabet {
            for b in alphabet {
                for c in alphabet {
                    for d in alphabet {
                        let bytes = [a, b, c, d]
                        let text = PathText.display(bytes)
                        #expect(seen[text] == nil)
                        seen[text] = bytes
                    }
                }
            }
        }
    }
}
