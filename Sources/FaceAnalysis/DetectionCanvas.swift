/// The size at which a detector looks at a photo: the photo's shape, on a grid that the network divides evenly.
///
/// A network is compiled for each canvas, so there are few: sides go in steps. A photo is reduced to fit, never
/// enlarged; what is left of the canvas stays black.
package struct DetectionCanvas: Hashable, Sendable {
    package let width: Int
    package let height: Int

    /// The network's coarsest stride. Coarser steps would put black beside faces at the edge and move their landmarks.
    private static let step = 32

    /// The smallest canvas of at most this long side into which the photo fits.
    package init(photoWidth: Int, photoHeight: Int, longSide: Int) {
        let long = max(photoWidth, photoHeight)
        let most = min(longSide, long)
        func fitted(_ side: Int) -> Int {
            let scaled = (side * most + long - 1) / long
            return max(1, (scaled + Self.step - 1) / Self.step) * Self.step
        }
        width = fitted(photoWidth)
        height = fitted(photoHeight)
    }

    /// Canvas pixels per photo pixel, at most 1.
    package static func scale(photoWidth: Int, photoHeight: Int, longSide: Int) -> Float {
        min(1, Float(longSide) / Float(max(photoWidth, photoHeight)))
    }
}
