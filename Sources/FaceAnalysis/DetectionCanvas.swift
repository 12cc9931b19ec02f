/// The size at which a detector looks at a photo: the photo's shape, on a grid that the network divides evenly.
///
/// A network is compiled for each canvas, so there are few: the long side is fixed, the short side goes in steps.
package struct DetectionCanvas: Hashable, Sendable {
    package let width: Int
    package let height: Int

    /// The coarsest stride of the network: canvases are multiples of it.
    private static let grid = 32

    /// The smallest canvas with this long side into which the photo fits.
    package init(photoWidth: Int, photoHeight: Int, longSide: Int) {
        let long = max(photoWidth, photoHeight)
        let step = longSide / 10 / Self.grid * Self.grid
        func fitted(_ side: Int) -> Int {
            let scaled = (side * longSide + long - 1) / long
            return min(longSide, max(step, (scaled + step - 1) / step * step))
        }
        width = fitted(photoWidth)
        height = fitted(photoHeight)
    }

    /// Canvas pixels per photo pixel.
    package func scale(photoWidth: Int, photoHeight: Int) -> Float {
        min(Float(width) / Float(photoWidth), Float(height) / Float(photoHeight))
    }
}
