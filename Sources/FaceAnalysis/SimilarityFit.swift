package import Photos
package import Vocabulary

/// The turn, scale and shift that lay one set of points closest onto another.
///
/// Least squares in closed form: Umeyama, "Least-squares estimation of transformation parameters between two point
/// patterns" (IEEE TPAMI 13, 1991), without reflection; in the plane the rotation and scale are one complex number.
package enum SimilarityFit {
    /// Nil when all of `from` coincide.
    package static func placement(from: [Point], onto: [Point]) -> Raster.Placement? {
        let fromCentre = centre(of: from)
        let ontoCentre = centre(of: onto)
        var along: Float = 0
        var across: Float = 0
        var spread: Float = 0
        for (source, target) in zip(from, onto) {
            let (px, py) = (source.x - fromCentre.x, source.y - fromCentre.y)
            let (qx, qy) = (target.x - ontoCentre.x, target.y - ontoCentre.y)
            along += px * qx + py * qy
            across += px * qy - py * qx
            spread += px * px + py * py
        }
        guard spread > 0, along != 0 || across != 0 else { return nil }
        let (a, b) = (along / spread, across / spread)
        return Raster.Placement(
            a: a, b: b, x: ontoCentre.x - (a * fromCentre.x - b * fromCentre.y),
            y: ontoCentre.y - (b * fromCentre.x + a * fromCentre.y))
    }

    private static func centre(of points: [Point]) -> Point {
        let count = Float(points.count)
        return Point(
            x: points.reduce(0) { $0 + $1.x } / count, y: points.reduce(0) { $0 + $1.y } / count)
    }
}

extension Raster.Placement {
    /// From the picture's coordinates back to the square's.
    package var inverse: Raster.Placement {
        let size = a * a + b * b
        let (c, d) = (a / size, -b / size)
        return Raster.Placement(a: c, b: d, x: -(c * x - d * y), y: -(d * x + c * y))
    }
}
