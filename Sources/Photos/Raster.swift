import CVips

/// An upright picture in memory: 8-bit sRGB, interleaved red, green, blue, rows from the top, no padding.
public final class Raster: Sendable {
    public let width: Int
    public let height: Int
    /// `width * height * 3` bytes; never changed once the raster is made.
    nonisolated(unsafe) public let pixels: UnsafePointer<UInt8>
    nonisolated(unsafe) private let release: (UnsafePointer<UInt8>) -> Void

    init(takingOver pixels: UnsafeMutablePointer<UInt8>, width: Int, height: Int) {
        self.pixels = UnsafePointer(pixels)
        self.width = width
        self.height = height
        release = { photo_pixels_free(UnsafeMutablePointer(mutating: $0)) }
    }

    /// Makes a raster whose pixels `fill` writes; they are zero (black) before.
    public init(width: Int, height: Int, fill: (UnsafeMutableBufferPointer<UInt8>) throws -> Void) rethrows {
        let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: width * height * 3)
        buffer.initialize(repeating: 0)
        do {
            try fill(buffer)
        } catch {
            buffer.deallocate()
            throw error
        }
        pixels = UnsafePointer(buffer.baseAddress!)
        self.width = width
        self.height = height
        release = { $0.deallocate() }
    }

    deinit { release(pixels) }

    public var longSide: Int { max(width, height) }
    public var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: pixels, count: width * height * 3) }
}
