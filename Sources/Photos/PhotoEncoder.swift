import CVips
import Vocabulary

/// How a picture is to be written as a photo file.
public struct PhotoEncoding: Hashable, Sendable {
    public enum Colour: Hashable, Sendable {
        case rgb, grey
        /// JPEG and TIFF only.
        case cmyk
        /// Display P3, with its profile embedded.
        case displayP3
    }

    public var format: PhotoFormat
    /// HEIF only: AVIF instead of HEIC.
    public var av1 = false
    /// 1 to 100.
    public var quality = 90
    /// EXIF orientation, 1 to 8: the stored pixels are turned so that a viewer turns them upright.
    public var orientation = 1
    public var colour = Colour.rgb
    /// PNG and TIFF only.
    public var sixteenBits = false
    /// PNG, WebP, TIFF and HEIF only: an opaque alpha channel.
    public var alpha = false
    /// EXIF texts by libvips' names, such as `exif-ifd0-ImageDescription`.
    public var texts: [String: String] = [:]
    /// A whole XMP packet.
    public var xmp: String?

    public init(_ format: PhotoFormat) { self.format = format }
}

extension Raster {
    /// The picture as a photo file's bytes.
    /// - Throws: `photo.unwritable` when this libvips cannot write such a file.
    public func encoded(_ encoding: PhotoEncoding) throws -> [UInt8] {
        try PhotoLibrary.start()
        let texts = encoding.texts.sorted { $0.key < $1.key }
        let names = texts.map { CString($0.key) }
        let values = texts.map { CString($0.value) }
        let xmp = encoding.xmp.map(CString.init)
        // The pointers do not keep the texts alive.
        defer { withExtendedLifetime((names, values, xmp)) {} }
        let namePointers = names.map { Optional(UnsafePointer($0.pointer)) }
        let valuePointers = values.map { Optional(UnsafePointer($0.pointer)) }
        return try namePointers.withUnsafeBufferPointer { names in
            try valuePointers.withUnsafeBufferPointer { values in
                var writing = photo_writing()
                writing.format = encoding.format.native
                writing.av1 = encoding.av1
                writing.quality = Int32(encoding.quality)
                writing.orientation = Int32(encoding.orientation)
                writing.grey = encoding.colour == .grey
                writing.cmyk = encoding.colour == .cmyk
                writing.display_p3 = encoding.colour == .displayP3
                writing.sixteen_bits = encoding.sixteenBits
                writing.alpha = encoding.alpha
                writing.text_count = texts.count
                writing.text_names = UnsafeRawPointer(names.baseAddress)?.assumingMemoryBound(
                    to: UnsafePointer<CChar>.self)
                writing.text_values = UnsafeRawPointer(values.baseAddress)?.assumingMemoryBound(
                    to: UnsafePointer<CChar>.self)
                writing.xmp = xmp.map { UnsafePointer($0.pointer) }
                return try write(writing)
            }
        }
    }

    private func write(_ writing: photo_writing) throws -> [UInt8] {
        var writing = writing
        var bytes: UnsafeMutableRawPointer?
        var length = 0
        var error = photo_error()
        guard photo_write(pixels, Int32(width), Int32(height), &writing, &bytes, &length, &error), let bytes else {
            throw Failure(
                .photoUnwritable, "libvips cannot write such a photo.",
                remedy: "Choose another format; `likeness doctor` lists them.")
        }
        defer { photo_bytes_free(bytes) }
        return Array(UnsafeRawBufferPointer(start: bytes, count: length))
    }
}

/// A C string that lives as long as this object.
private final class CString {
    let pointer: UnsafeMutablePointer<CChar>

    init(_ text: String) {
        let bytes = text.utf8CString
        pointer = .allocate(capacity: bytes.count)
        for (index, byte) in bytes.enumerated() { pointer[index] = byte }
    }

    deinit { pointer.deallocate() }
}
