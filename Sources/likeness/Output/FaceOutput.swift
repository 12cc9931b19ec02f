import FaceAnalysis
import Photos
import Vocabulary

/// A face as JSON (docs/json.md).
struct FaceOutput: Encodable {
    let box: [Float]
    let landmarks: [[Float]]
    let confidence: Float
    let quality: QualityOutput
    let embedding: [Float]?

    init(_ face: AnalysedFace, withEmbedding: Bool = false) {
        box = face.box.numbers
        landmarks = face.landmarks.points.map { [$0.x, $0.y] }
        confidence = face.confidence
        quality = QualityOutput(face.quality)
        embedding = withEmbedding ? face.template.vector : nil
    }
}

struct QualityOutput: Encodable {
    let interEyeDistance: Float
    let sharpness: Float
    let yaw: Float
    let pitch: Float
    let roll: Float
    let exposure: Float

    init(_ quality: FaceQuality) {
        interEyeDistance = quality.interEyeDistance
        sharpness = quality.sharpness
        yaw = quality.yaw
        pitch = quality.pitch
        roll = quality.roll
        exposure = quality.exposure
    }
}

extension Box {
    /// x, y, width, height.
    var numbers: [Float] { [x, y, width, height] }
}
