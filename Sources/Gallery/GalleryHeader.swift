package import Vocabulary

/// The first 4 KiB of a gallery file: what it is and whose templates it holds.
///
///     0  8  magic "LIKEFACE"
///     8  4  format version, 1
///    12  4  dimensions of a template
///    16  4  bytes in a slot
///    20  4  bytes in the model's id
///    24  n  the model's id in UTF-8, then zeros
///  4092  4  CRC-32C of bytes 0..<4092
package struct GalleryHeader: Equatable {
    package static let size = 4096
    package static let version: UInt32 = 1
    package static let largestModelID = 255
    package static let largestDimensions = 4096
    private static let magic = Array("LIKEFACE".utf8)

    package let model: ModelID
    package let dimensions: Int

    package init(model: ModelID, dimensions: Int) throws {
        guard (1...Self.largestModelID).contains(model.rawValue.utf8.count),
            (1...Self.largestDimensions).contains(dimensions)
        else {
            throw Failure.wrongModel("A gallery takes templates of 1 to 4096 dimensions of a model with a short id.")
        }
        self.model = model
        self.dimensions = dimensions
    }

    package init(reading bytes: UnsafeRawBufferPointer) throws {
        guard bytes.prefix(8).elementsEqual(Self.magic) else {
            throw Failure.corrupt("its first bytes are not those of a gallery")
        }
        let version = bytes.unsigned32(at: 8)
        guard version == Self.version else {
            throw Failure(
                .galleryUnknownFormat, "The gallery has format \(version); this program knows format \(Self.version).",
                remedy: "Use the version of Likeness that wrote it.")
        }
        let length = Int(bytes.unsigned32(at: 20))
        guard bytes.unsigned32(at: Self.size - 4) == Checksum.of(UnsafeRawBufferPointer(rebasing: bytes.dropLast(4))),
            length <= Self.largestModelID
        else {
            throw Failure.corrupt("its header fails its checksum")
        }
        try self.init(
            model: ModelID(String(decoding: bytes[24..<24 + length], as: UTF8.self)),
            dimensions: Int(bytes.unsigned32(at: 12)))
        guard Int(bytes.unsigned32(at: 16)) == SlotLayout(dimensions: dimensions).size else {
            throw Failure.corrupt("its header contradicts itself")
        }
    }

    package var bytes: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Self.size)
        bytes.withUnsafeMutableBytes { raw in
            raw.copyBytes(from: Self.magic)
            raw.store(Self.version, at: 8)
            raw.store(UInt32(dimensions), at: 12)
            raw.store(UInt32(SlotLayout(dimensions: dimensions).size), at: 16)
            raw.store(UInt32(model.rawValue.utf8.count), at: 20)
            UnsafeMutableRawBufferPointer(rebasing: raw[24...]).copyBytes(from: model.rawValue.utf8)
            let covered = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(raw).dropLast(4))
            raw.store(Checksum.of(covered), at: Self.size - 4)
        }
        return bytes
    }
}
