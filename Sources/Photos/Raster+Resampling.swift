import CPixels

extension Raster {
    /// Writes the whole picture, resampled to `width` x `height`, into the top left of a wider canvas.
    ///
    /// Bilinear: right for reductions of less than two.
    /// - Parameter canvas: interleaved RGB rows of `canvasWidth` pixels; at least `height` of them.
    public func resample(
        to width: Int, _ height: Int, into canvas: UnsafeMutablePointer<UInt8>, canvasWidth: Int
    ) {
        pixels_resize(
            pixels, Int32(self.width), Int32(self.height), canvas, Int32(width), Int32(height), canvasWidth * 3)
    }

    /// The whole picture at another size.
    public func resampled(to width: Int, _ height: Int) -> Raster {
        Raster(width: width, height: height) { canvas in
            resample(to: width, height, into: canvas.baseAddress!, canvasWidth: width)
        }
    }

    /// Takes a turned and scaled square out of the picture; what lies beyond the edge is black.
    ///
    /// - Parameters:
    ///   - placement: from the square's pixel coordinates to this picture's.
    ///   - square: `side * side * 3` bytes.
    ///   - averaging: whether pixels that are reduced are averaged (smooth, for people) or one bilinear sample is taken
    ///     of each (as the recognisers' own tools do, so that templates agree with theirs).
    public func take(
        _ placement: Placement, side: Int, into square: UnsafeMutablePointer<UInt8>, averaging: Bool = false
    ) {
        let samples = averaging ? min(max(placement.scale.rounded(.up), 1), 16) : 1
        pixels_take_similar(
            pixels, Int32(width), Int32(height), square, Int32(side), placement.a, placement.b, placement.x,
            placement.y,
            Int32(samples))
    }

    /// Where a square lies in a picture: turned, scaled and moved, never sheared or mirrored.
    ///
    /// The square's (u, v) lies at (a u - b v + x, b u + a v + y).
    public struct Placement: Hashable, Sendable {
        public var a: Float
        public var b: Float
        public var x: Float
        public var y: Float

        public init(a: Float, b: Float, x: Float, y: Float) {
            self.a = a
            self.b = b
            self.x = x
            self.y = y
        }

        /// Picture pixels per pixel of the square.
        public var scale: Float { (a * a + b * b).squareRoot() }
    }
}
