/// What a photo's metadata says: caption, credit, date; and, on every photo, that it is synthetic.
public struct Story: Hashable, Sendable {
    /// Whom and what the photo shows; the invented names of those on it from the left.
    public let caption: String
    public let credit: String
    public let source: String
    /// Local time, ISO 8601: `1987-05-12T14:30:00`.
    public let taken: String

    /// Stands in the caption of every photo.
    public static let notice = "Synthetic photo: nobody in it exists."
    /// The IPTC's word for pictures made by a trained network (NewsCodes, Digital Source Type).
    public static let digitalSourceType = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    private static let program = "Likeness synth"

    /// EXIF, by libvips' names; for TIFF and PNG, into which libvips writes no EXIF, texts of their own.
    var texts: [String: String] {
        let date = taken.replacing("-", with: ":").replacing("T", with: " ")
        return [
            "image-description": description, "png-comment-0-Description": description,
            "exif-ifd0-ImageDescription": description, "exif-ifd0-Artist": credit, "exif-ifd0-Software": Self.program,
            "exif-ifd0-DateTime": date, "exif-ifd2-DateTimeOriginal": date, "exif-ifd2-UserComment": Self.notice,
        ]
    }

    private var description: String { "\(caption) \(Self.notice)" }

    /// XMP (ISO 16684-1).
    var packet: String {
        """
        <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/">
         <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
          <rdf:Description rdf:about=""
            xmlns:dc="http://purl.org/dc/elements/1.1/"
            xmlns:xmp="http://ns.adobe.com/xap/1.0/"
            xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
            xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
            xmp:CreatorTool="\(Self.program)"
            photoshop:Credit="\(escaped(credit))"
            photoshop:Source="\(escaped(source))"
            photoshop:DateCreated="\(taken)"
            Iptc4xmpExt:DigitalSourceType="\(Self.digitalSourceType)">
           <dc:creator><rdf:Seq><rdf:li>\(escaped(credit))</rdf:li></rdf:Seq></dc:creator>
           <dc:description><rdf:Alt><rdf:li xml:lang="x-default">\(escaped(description))</rdf:li></rdf:Alt></dc:description>
          </rdf:Description>
         </rdf:RDF>
        </x:xmpmeta>
        <?xpacket end="r"?>
        """
    }

    private func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
    }
}
