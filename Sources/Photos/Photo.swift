import CVips
import Foundation
import Vocabulary

/// A photo file in memory whose header has been read. Decoding is asked for apart, at the size that is needed.
public final class Photo: Sendable {
    /// More pixels than any camera makes; a picture beyond is refused before a pixel is decoded.
    public static let mostPixels = 200_000_000
    /// Bytes of a file.
    public static let mostBytes = 512 << 20

    public let format: PhotoFormat
    /// Pixels of the upright photo.
    public let width: Int
    public let height: Int
    private let bytes: [UInt8]
    nonisolated(unsafe) private let reader: OpaquePointer

    /// Reads the header.
    /// - Throws: `photo.empty`, `photo.unknown-format`, `photo.damaged`, `photo.too-large`, `photo.decoder-missing`.
    public init(_ bytes: [UInt8]) throws {
        try PhotoLibrary.start()
        guard !bytes.isEmpty else {
            throw Failure(.photoEmpty, "The file is empty.", remedy: "Copy it again from where it came from.")
        }
        guard let format = PhotoFormat(firstBytes: bytes), format.isReadable else {
            throw Failure(
                .photoUnknownFormat, "The file is not a photo of a kind that can be read here.",
                remedy: "Use JPEG, PNG, WebP, TIFF, HEIC, AVIF or GIF.")
        }
        guard bytes.count <= Self.mostBytes else { throw Self.tooLarge }
        guard format != .png || !PNGData.isExcessive(bytes) else { throw Self.damaged }
        self.bytes = bytes
        self.format = format
        var opened: OpaquePointer?
        var error = photo_error()
        // An array's own storage does not move while the array is held unchanged, as `self.bytes` is.
        let success = self.bytes.withUnsafeBytes {
            photo_open($0.baseAddress!, $0.count, format.native, &opened, &error)
        }
        guard success, let opened else { throw Self.damaged }
        reader = opened
        let (storedWidth, storedHeight) = (Int(photo_stored_width(opened)), Int(photo_stored_height(opened)))
        let lies = photo_orientation(opened) >= 5
        width = lies ? storedHeight : storedWidth
        height = lies ? storedWidth : storedHeight
        guard width * height <= Self.mostPixels else {
            throw Self.tooLarge
        }
    }

    deinit { photo_close(reader) }

    public var longSide: Int { max(width, height) }

    /// The largest whole-number reduction that leaves at least `longSide` pixels on the long side.
    public func reduction(toKeep longSide: Int) -> Int {
        // A thin strip must keep a pixel of its short side.
        let most = max(1, min(self.longSide / max(1, longSide), min(width, height)))
        guard format == .jpeg else { return most }
        // libjpeg's scaled inverse transforms come in these sizes.
        return [8, 4, 2].first { $0 <= most } ?? 1
    }

    /// Decodes the whole photo, upright, reduced by a whole number from ``reduction(toKeep:)``.
    /// - Throws: `photo.damaged`.
    public func decode(reduction: Int = 1) throws -> Raster {
        var pixels: UnsafeMutablePointer<UInt8>?
        var width: Int32 = 0
        var height: Int32 = 0
        var error = photo_error()
        guard photo_decode(reader, Int32(reduction), &pixels, &width, &height, &error), let pixels else {
            throw Self.damaged
        }
        return Raster(takingOver: pixels, width: Int(width), height: Int(height))
    }

    func text(_ name: String) -> String? {
        photo_text(reader, name).map {
            String(decoding: UnsafeRawBufferPointer(start: $0, count: strlen($0)), as: UTF8.self)
        }
    }

    func block(_ name: String) -> [UInt8]? {
        var length = 0
        return photo_block(reader, name, &length).map { Array(UnsafeRawBufferPointer(start: $0, count: length)) }
    }

    // libvips' own words may quote the file's contents, so they go no further.
    private static let damaged = Failure(
        .photoDamaged, "The photo is damaged, cut off, or of an unusual build.",
        remedy: "Open it in an image editor and save it again, or leave it out.")
    private static let tooLarge = Failure(
        .photoTooLarge, "The photo has more than \(mostPixels / 1_000_000) million pixels or \(mostBytes >> 20) MiB.",
        remedy: "Reduce it first; it was not decoded.")
}
