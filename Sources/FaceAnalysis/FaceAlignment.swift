public import Photos
public import Vocabulary

/// Turns a face upright and to one size, as the recogniser was trained on.
public enum FaceAlignment {
    /// Pixels of the aligned face's side.
    public static let side = 112

    /// Where the five landmarks of an aligned face lie: those of Deng et al., "ArcFace" (CVPR 2019),
    /// which SFace shares.
    static let reference = [
        Point(x: 38.2946, y: 51.6963), Point(x: 73.5318, y: 51.5014), Point(x: 56.0252, y: 71.7366),
        Point(x: 41.5493, y: 92.3655), Point(x: 70.7299, y: 92.2041),
    ]

    /// From the aligned face's coordinates to the picture's; nil when the landmarks coincide.
    static func placement(of landmarks: Landmarks) -> Raster.Placement? {
        guard let upright = SimilarityFit.placement(from: landmarks.points, onto: reference) else { return nil }
        return upright.inverse
    }

    /// The whole head, upright, with the eyes at the same place in every such picture: for people to compare.
    /// - Parameters:
    ///   - landmarks: in the picture's pixels.
    ///   - side: the square's, in pixels.
    public static func portrait(of landmarks: Landmarks, in picture: Raster, side: Int) -> Raster? {
        guard let face = placement(of: landmarks) else { return nil }
        // The recogniser's square ends at brow and chin; a head needs about half as much again, most of it above.
        let margin: Float = 0.22
        let (left, top) = (-margin * Float(Self.side), -(margin + 0.1) * Float(Self.side))
        let zoom = (1 + 2 * margin) * Float(Self.side) / Float(side)
        let frame = Raster.Placement(
            a: face.a * zoom, b: face.b * zoom, x: face.a * left - face.b * top + face.x,
            y: face.b * left + face.a * top + face.y)
        return Raster(width: side, height: side) {
            picture.take(frame, side: side, into: $0.baseAddress!, averaging: true)
        }
    }
}
