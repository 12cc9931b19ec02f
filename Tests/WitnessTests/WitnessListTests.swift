import Foundation
import Testing
import TransparencyLog
import Witness

@Suite("The list of a log's witnesses")
struct WitnessListTests {
    let one: VerifierKey
    let two: VerifierKey

    init() throws {
        one = try SigningKey(name: "one.example", kind: .cosignature, seed: Array(repeating: 1, count: 32)).verifierKey
        two = try SigningKey(name: "two.example", kind: .cosignature, seed: Array(repeating: 2, count: 32)).verifierKey
    }

    @Test("holds a verifier key, a space and a URL a line, comments and empty lines")
    func read() throws {
        let text = "# first\n\(one) http://127.0.0.1:8080\n\n#\n\(two) https://two.example/a/b/"
        let list = try WitnessList.parse(Array(text.utf8))
        #expect(list.map(\.key) == [one, two])
        #expect(list.map(\.url.absoluteString) == ["http://127.0.0.1:8080", "https://two.example/a/b/"])
        #expect(try WitnessList.parse([]).isEmpty)
    }

    @Test(
        "a line that is anything else is refused, and its number told",
        arguments: [
            "x", " ", "KEY", "KEY ", " KEY http://a", "KEY  http://a", "KEY http://a ", "KEY http://a b",
            "KEY\thttp://a",
            "KEY http://a\r", "http://a KEY", "KEY ftp://a", "KEY file:///etc/passwd", "KEY a.example",
            "KEY //a.example",
            "KEY http://", "KEY http:///a", "KEY http://user@a", "KEY http://user:word@a", "KEY http://a?b",
            "KEY http://a#b",
            "KEY http://ä b", "KEY http://a:b", "LOG http://a", "SAME http://b", "NAME http://b", "RENAMED http://b",
            "#\u{0}\nKEY",
        ])
    func refused(line: String) throws {
        let log = try SampleLog().key.verifierKey
        let sameName = try SigningKey(name: "one.example", kind: .cosignature).verifierKey
        let renamed = try VerifierKey(name: "three.example", kind: .cosignature, publicKey: one.publicKey)
        let bad = line.replacing("RENAMED", with: "\(renamed)").replacing("SAME", with: "\(one)")
            .replacing("NAME", with: "\(sameName)").replacing("LOG", with: "\(log)").replacing("KEY", with: "\(two)")
        let error = #expect(throws: LogError.self) {
            try WitnessList.parse(Array("#\n\(one) http://a.example\n\(bad)\n".utf8))
        }
        #expect(error?.code == .malformed)
        #expect(error?.detail.hasPrefix(line.contains("\n") ? "line 4: " : "line 3: ") == true)
        #expect(error?.detail.contains("example") == false)
    }
}
