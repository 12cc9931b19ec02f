import Photos
import Testing
import Vocabulary

@Suite("A photo's own caption, credit and date are read")
struct MetadataTests {
    static let card = TestCard.make(width: 64, height: 48)

    @Test(
        "from EXIF, with brackets and commas in the text",
        arguments: ["Strike at the gate", "Rally (north side), 1984", "(", "a (a, a"])
    func exif(_ caption: String) throws {
        var encoding = PhotoEncoding(.jpeg)
        encoding.texts = [
            "exif-ifd0-ImageDescription": caption, "exif-ifd0-Artist": "A. Nobody",
            "exif-ifd2-DateTimeOriginal": "1984:03:06 10:11:12",
        ]
        let metadata = try Photo(Self.card.encoded(encoding)).metadata
        #expect(metadata == PhotoMetadata(taken: "1984-03-06T10:11:12", caption: caption, credit: "A. Nobody"))
    }

    @Test("from XMP, which is believed before EXIF")
    func xmp() throws {
        var encoding = PhotoEncoding(.jpeg)
        encoding.texts = ["exif-ifd0-ImageDescription": "from EXIF"]
        encoding.xmp = """
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
             photoshop:Credit="Valley Archive" photoshop:DateCreated="1984-03-06T10:11">
            <dc:description><rdf:Alt><rdf:li xml:lang="x-default">Été &amp; more</rdf:li></rdf:Alt></dc:description>
            </rdf:Description></rdf:RDF></x:xmpmeta>
            """
        let metadata = try Photo(Self.card.encoded(encoding)).metadata
        #expect(metadata.caption == "Été & more")
        #expect(metadata.credit == "Valley Archive")
        #expect(metadata.taken == "1984-03-06T10:11:00")
    }

    @Test("from IPTC, bare or in Photoshop's wrapping, in UTF-8 or Latin-1")
    func iptc() {
        let utf8 =
            dataset(1, 90, [0x1B, 0x25, 0x47]) + dataset(2, 120, Array("Zoë at the pit".utf8))
            + dataset(2, 110, Array("Press".utf8))
            + dataset(2, 55, Array("19840306".utf8)) + dataset(2, 60, Array("101112+0000".utf8))
        let expected = PhotoMetadata(taken: "1984-03-06T10:11:12", caption: "Zoë at the pit", credit: "Press")
        #expect(IPTCRecord.metadata(in: utf8) == expected)
        let resource =
            Array("Photoshop 3.0\0".utf8) + Array("8BIM".utf8) + [4, 4, 0, 0] + length(utf8.count, bytes: 4) + utf8
        #expect(IPTCRecord.metadata(in: resource) == expected)
        #expect(IPTCRecord.metadata(in: dataset(2, 120, [0x5A, 0x6F, 0xEB])).caption == "Zoë")
    }

    @Test("and broken metadata counts as absent, whatever its bytes")
    func broken() {
        var noise = Noise(seed: 9)
        let whole = Array("8BIM".utf8) + [4, 4, 0, 0] + length(40, bytes: 4) + dataset(2, 120, Array("caption".utf8))
        for _ in 0..<20_000 {
            var bytes = whole
            for _ in 0..<noise.below(5) { bytes[noise.below(bytes.count)] = UInt8(noise.below(256)) }
            bytes.removeLast(noise.below(bytes.count))
            _ = IPTCRecord.metadata(in: bytes)
        }
        #expect(XMPPacket.metadata(in: Array("<x:xmpmeta><dc:description>cut".utf8)) == PhotoMetadata())
    }

    @Test(
        "a date that is none is absent",
        arguments: ["0000:00:00 00:00:00", "1984:13:01 00:00:00", "yesterday", "1984:03:06", ""])
    func noDate(_ text: String) { #expect(EXIFTexts.timestamp(text) == nil) }

    @Test("an XML bomb and an external entity are harmless")
    func entities() {
        let bomb = """
            <?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
            <x xmlns:dc="d"><dc:description>&b;&f;</dc:description></x>
            """
        let caption = XMPPacket.metadata(in: Array(bomb.utf8)).caption ?? ""
        #expect(!caption.contains("root"))
    }

    private func dataset(_ record: UInt8, _ number: UInt8, _ value: [UInt8]) -> [UInt8] {
        [0x1C, record, number] + length(value.count, bytes: 2) + value
    }

    private func length(_ count: Int, bytes: Int) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: count >> (8 * (bytes - 1 - $0))) }
    }
}
