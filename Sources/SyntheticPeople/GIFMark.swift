/// Puts a comment and an XMP packet into a GIF: libvips writes no metadata there.
enum GIFMark {
    /// - Parameter gif: a whole file, which ends with its trailer.
    static func marked(_ gif: [UInt8], comment: String, packet: String) -> [UInt8] {
        guard gif.last == trailer else { return gif }
        return gif.dropLast() + commentExtension(comment) + packetExtension(packet) + [trailer]
    }

    private static let trailer: UInt8 = 0x3B

    /// GIF89a, section 24: blocks of at most 255 bytes.
    private static func commentExtension(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = [0x21, 0xFE]
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let block = rest.prefix(255)
            bytes += [UInt8(block.count)] + block
            rest = rest.dropFirst(block.count)
        }
        return bytes + [0]
    }

    /// XMP Specification Part 3, section 1.1.2: the packet stands there as it is; the magic tail leads a reader that
    /// takes its bytes for block lengths to the end.
    private static func packetExtension(_ packet: String) -> [UInt8] {
        let tail = [0x01] + (0...255).reversed().map { UInt8($0) } + [0x00]
        return [0x21, 0xFF, 0x0B] + Array("XMP DataXMP".utf8) + Array(packet.utf8) + tail
    }
}
