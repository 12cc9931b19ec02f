import Foundation
import FoundationXML
package import Vocabulary

/// The few properties that Likeness takes from an XMP packet (ISO 16684-1): description, creator, credit, source, date.
package enum XMPPacket {
    package static func metadata(in bytes: [UInt8]) -> PhotoMetadata {
        guard bytes.count <= 1 << 20 else { return PhotoMetadata() }
        let collector = Collector()
        let parser = XMLParser(data: Data(bytes))
        parser.shouldResolveExternalEntities = false
        parser.delegate = collector
        // A packet that breaks off gives what came before the break.
        _ = parser.parse()
        let found = collector.values
        return PhotoMetadata(
            taken: (found["exif:DateTimeOriginal"] ?? found["photoshop:DateCreated"]).flatMap(timestamp),
            caption: found["dc:description"].flatMap(tidied),
            credit: (found["photoshop:Credit"] ?? found["dc:creator"]).flatMap(tidied),
            source: (found["photoshop:Source"] ?? found["dc:source"]).flatMap(tidied))
    }

    /// `2021-05-04T10:11:12+02:00`, with the seconds and the zone optional; the local time is kept.
    private static func timestamp(_ text: String) -> String? {
        let parts = text.split(separator: "T", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        let clock = parts[1].prefix { $0.isNumber || $0 == ":" }
        let time = clock.split(separator: ":").count == 2 ? clock + ":00" : clock
        return EXIFTexts.timestamp(parts[0].replacing("-", with: ":") + " " + time)
    }

    /// Takes the first text inside each wanted element, however it is nested (`rdf:Alt`, `rdf:Seq`), and attributes.
    private final class Collector: NSObject, XMLParserDelegate {
        private static let wanted: Set<String> = [
            "dc:description", "dc:creator", "dc:source", "photoshop:Credit", "photoshop:Source",
            "photoshop:DateCreated",
            "exif:DateTimeOriginal",
        ]
        private(set) var values: [String: String] = [:]
        private var open: String?
        private var text = ""

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            for (key, value) in attributes where Self.wanted.contains(key) && values[key] == nil { values[key] = value }
            if Self.wanted.contains(name) { open = name }
            text = ""
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) {
            if open != nil, text.utf8.count < 10_000 { text += string }
        }

        func parser(
            _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
        ) {
            if let open, values[open] == nil, !text.allSatisfy(\.isWhitespace) { values[open] = text }
            if name == open { open = nil }
            text = ""
        }
    }
}
