public import Vocabulary

/// A face as the detector saw it, in pixels of the picture that it looked at.
public struct Detection: Hashable, Sendable {
    public var box: Box
    public var landmarks: Landmarks
    /// 0 to 1.
    public var confidence: Float

    public init(box: Box, landmarks: Landmarks, confidence: Float) {
        self.box = box
        self.landmarks = landmarks
        self.confidence = confidence
    }

    /// The same face in a picture `factor` times as large.
    func scaled(by factor: Float) -> Detection {
        func scale(_ point: Point) -> Point { Point(x: point.x * factor, y: point.y * factor) }
        return Detection(
            box: Box(x: box.x * factor, y: box.y * factor, width: box.width * factor, height: box.height * factor),
            landmarks: Landmarks(
                leftEye: scale(landmarks.leftEye), rightEye: scale(landmarks.rightEye), nose: scale(landmarks.nose),
                leftMouth: scale(landmarks.leftMouth), rightMouth: scale(landmarks.rightMouth)),
            confidence: confidence)
    }
}

/// One face of a photo: where it is, how well it can be seen, and the template made from it.
///
/// Coordinates are pixels of the upright photo at its full size.
public struct AnalysedFace: Sendable {
    public let box: Box
    public let landmarks: Landmarks
    /// The detector's, 0 to 1.
    public let confidence: Float
    public let quality: FaceQuality
    public let template: Template
}

/// All that was found in one photo.
public struct PhotoAnalysis: Sendable {
    /// Pixels of the upright photo.
    public let width: Int
    public let height: Int
    /// From the viewer's left to right.
    public let faces: [AnalysedFace]
}
