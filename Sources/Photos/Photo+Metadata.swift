public import Vocabulary

extension Photo {
    /// What the photo says of itself; unreadable metadata counts as absent.
    ///
    /// Read from XMP, IPTC-IIM and EXIF, in this order of trust, as the IPTC Photo Metadata Standard advises.
    public var metadata: PhotoMetadata {
        // libvips 8.14 leaves XMP in HEIC and AVIF under the number of its block.
        let xmp = (block("xmp-data") ?? block("heif-mime-1")).map(XMPPacket.metadata(in:)) ?? PhotoMetadata()
        let iptc = block("iptc-data").map(IPTCRecord.metadata(in:)) ?? PhotoMetadata()
        return xmp.filled(from: iptc).filled(from: EXIFTexts.metadata(in: self))
    }
}
