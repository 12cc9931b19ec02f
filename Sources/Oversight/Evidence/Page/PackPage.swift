import Crypto
import Foundation
import Presentation
import TransparencyLog
import Vocabulary

/// `index.html`: a shell, which is the same in all packs of one version of the program, around the texts of the pack's other
/// files. Nothing on it is written by hand for one pack, so nothing can be altered without being found.
struct PackPage {
    /// Before the data and after.
    let head: [UInt8]
    let tail: [UInt8]

    /// This program's own.
    static let own = PackPage()

    /// Packs of more entries, or of larger ones, have pages without them.
    static let mostEntries = 5000, mostBytes = 16 << 20

    static func holdsEntries(_ count: Int, bytes: Int) -> Bool { count <= mostEntries && bytes <= mostBytes }

    private static let opening = Array(#"<script type="application/json" id="pack">"#.utf8)
    private static let closing = Array("</script>".utf8)

    private init() {
        let style = String(decoding: PackageResources.pack_css, as: UTF8.self)
        let script = SharedScript.joined([
            SharedScript.element, SharedScript.logProof, PackageResources.pack_words_js, PackageResources.pack_proof_js,
            PackageResources.pack_page_js,
        ])
        let page = String(decoding: PackageResources.pack_html, as: UTF8.self)
            .replacing("@STYLEHASH@", with: Self.hash(style)).replacing("@SCRIPTHASH@", with: Self.hash(script))
            .replacing("@STYLE@", with: style).replacing("@SCRIPT@", with: script)
        let parts = page.components(separatedBy: "@DATA@")
        (head, tail) = (Array(parts[0].utf8), Array(parts[1].utf8))
    }

    /// For a Content-Security-Policy: nothing else on the page runs, and it loads nothing.
    private static func hash(_ text: String) -> String {
        Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
    }

    /// Takes a page apart.
    /// - Returns: nil when it has no place for data.
    static func split(_ page: [UInt8]) -> (shell: PackPage, data: ArraySlice<UInt8>)? {
        guard let start = page.firstRange(of: opening)?.upperBound,
            let end = page[start...].firstRange(of: closing)?.lowerBound
        else { return nil }
        return (PackPage(head: Array(page[..<start]), tail: Array(page[end...])), page[start..<end])
    }

    private init(head: [UInt8], tail: [UInt8]) {
        self.head = head
        self.tail = tail
    }

    /// SHA-256 of the page without data, in hexadecimal.
    var digest: String { hexadecimal(SHA256.hash(data: head + tail)) }

    /// The data: an object of JSON, in which each file's name has its text. `<` is written as an escape, so that no text can
    /// end the element that it stands in.
    /// - Parameter files: the entries as nil where the page does not hold them.
    static func data(_ files: [(PackFile, [UInt8]?)]) -> [UInt8] {
        var data: [UInt8] = Array("{".utf8)
        for (file, bytes) in files.sorted(by: { $0.0.rawValue < $1.0.rawValue }) {
            if data.count > 1 { data.append(UInt8(ascii: ",")) }
            append(Array(file.rawValue.utf8), to: &data)
            data.append(UInt8(ascii: ":"))
            if let bytes { append(bytes, to: &data) } else { data += Array("null".utf8) }
        }
        return data + Array("}".utf8)
    }

    private static func append(_ text: [UInt8], to data: inout [UInt8]) {
        data.append(UInt8(ascii: "\""))
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): data += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "\n"): data += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
            case 0..<0x20, UInt8(ascii: "<"): data += Array("\\u00\(hexadecimal([byte]))".utf8)
            default: data.append(byte)
            }
        }
        data.append(UInt8(ascii: "\""))
    }
}
