import Multipart
import TestSupport

/// A form with names, contents and liberties that a client may take, all at random.
struct RandomForm {
    let boundary: String
    let parts: [Sample.Part]
    let bytes: [UInt8]

    init(_ random: inout SeededRandom) {
        let boundary = random.boundary()
        parts = (0..<Int.random(in: 0...4, using: &random)).map { _ in random.part(boundary) }
        var bytes: [UInt8] = Bool.random(using: &random) ? [] : [0x0D, 0x0A]
        for part in parts {
            bytes += Array("--\(boundary)\(random.padding())\r\n".utf8) + random.headers(part.head) + [0x0D, 0x0A]
            bytes += part.content + [0x0D, 0x0A]
        }
        bytes += Array("--\(boundary)--\(random.padding())".utf8) + (Bool.random(using: &random) ? [] : [0x0D, 0x0A])
        self.boundary = boundary
        self.bytes = bytes
    }
}

extension SeededRandom {
    fileprivate mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
        choices[Int.random(in: 0..<choices.count, using: &self)]
    }

    fileprivate mutating func boundary() -> String {
        let characters = Array("0123456789ABCxyz'()+_,-./:=?")
        let start = (0..<Int.random(in: 0...69, using: &self)).map { _ in pick(characters + [" "]) }
        return String(start) + String(pick(characters))
    }

    fileprivate mutating func padding() -> String { pick(["", "", " ", "\t", " \t "]) }

    fileprivate mutating func text() -> String {
        let pieces = [
            "a", "\"", "\r", "\n", "\r\n", "\\", "/", "..", ";", "=", "é", "写真", "😀", " ", "'", ":", "--", "%2", "%",
        ]
        return (0..<Int.random(in: 0...6, using: &self)).map { _ in pick(pieces) }.joined()
    }

    fileprivate mutating func part(_ boundary: String) -> Sample.Part {
        let name = text()
        let fileName = Bool.random(using: &self) ? text() : nil
        let types = [nil, "image/jpeg", "text/plain; charset=\"x\"", "application/octet-stream"]
        while true {
            let content = content(boundary)
            // What a writer has to see to: it chooses a boundary that is not in the contents.
            let delimiter = Array("\r\n--\(boundary)".utf8)
            if ([0x0D, 0x0A] + content).firstRange(of: delimiter) == nil {
                return Sample.Part(name, fileName, pick(types), bytes: content)
            }
        }
    }

    private mutating func content(_ boundary: String) -> [UInt8] {
        (0..<Int.random(in: 0...8, using: &self)).flatMap { _ -> [UInt8] in
            switch Int.random(in: 0..<7, using: &self) {
            case 0: Array("\r\n--\(boundary)".utf8.dropLast(Int.random(in: 1...boundary.utf8.count, using: &self)))
            case 1: Array("x--\(boundary)--\r\n".utf8)
            case 2: Array("\n--\(boundary)".utf8)
            case 3: Array("\r--\(boundary)\r".utf8)
            case 4: Array(pick(["\r", "\r\n", "\r\n-", "\r\r\n--", "\n\r\n\r"]).utf8)
            case 5: (0..<Int.random(in: 0...40, using: &self)).map { _ in UInt8.random(in: 0...255, using: &self) }
            default: Array("\r\n--\(boundary.dropLast())\u{7F}".utf8)
            }
        }
    }

    fileprivate mutating func headers(_ part: MultipartPart) -> [UInt8] {
        var disposition = "\(pick(["Content-Disposition", "content-disposition"])):\(padding())form-data"
        disposition += "\(padding());\(padding())name=\(quoted(part.name))"
        if let fileName = part.fileName { disposition += "\(padding());\(padding())filename=\(quoted(fileName))" }
        var lines = [disposition]
        if let type = part.contentType { lines.append("Content-Type:\(padding())\(type)\(padding())") }
        if Bool.random(using: &self) { lines.append("X-Other: \"\\\(padding())") }
        return Array(lines.shuffled(using: &self).map { "\($0)\r\n" }.joined().utf8)
    }

    /// WHATWG HTML, "multipart/form-data encoding algorithm".
    private func quoted(_ text: String) -> String {
        let escapes: [Unicode.Scalar: String] = ["\"": "%22", "\r": "%0D", "\n": "%0A"]
        return "\"\(text.unicodeScalars.map { escapes[$0] ?? String($0) }.joined())\""
    }
}
