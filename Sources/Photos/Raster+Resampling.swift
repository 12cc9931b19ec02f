import CPixels

extension Raster {
    /// Writes the picture, reduced by the same factor in both directions, into the top left of a wider canvas.
    ///
    /// Bilinear, one sample a pixel, as OpenCV's resize takes them.
    /// - Parameters:
    ///   - width, height: pixels of the canvas that are written.
    ///   - step: picture pixels per canvas pixel.
    ///   - canvas: interleaved RGB rows of `canvasWidth` pixels; at least `height` of them.
    public func reduce(
        into canvas: UnsafeMutablePointer<UInt8>, canvasWidth: Int, width: Int, height: Int, step: Float
    ) {
        pixels_resize(
            pixels, Int32(self.width), Int32(self.height), canvas, Int32(width), Int32(height), canvasWidth * 3, step,
            step)
    }

    /// The whole picture at another size. Bilinear: right for reductions of less than two.
    public func resampled(to width: Int, _ height: Int) -> Raster {
        Raster(width: width, height: height) { canvas in
            pixels_resize(
                pixels, Int32(self.width), Int32(self.height), canvas.baseAddress!, Int32(width), Int32(height),
                width * 3, Float(self.width) / Float(width), Float(self.height) / Float(height))
        }
    }

    /// Takes a turned and scaled square out of the picture; what lies beyond the edge is black, or grey for people.
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
            placement.y, Int32(samples), averaging ? 190 : 0)
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
