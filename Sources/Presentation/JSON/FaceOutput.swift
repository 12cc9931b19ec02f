package import FaceAnalysis
import Photos
package import Vocabulary

/// A face as JSON (docs/json.md).
package struct FaceOutput: Encodable {
    package let box: [Float]
    package let landmarks: [[Float]]
    package let confidence: Float
    package let quality: QualityOutput
    package let embedding: [Float]?

    package init(_ face: AnalysedFace, withEmbedding: Bool = false) {
        box = face.box.numbers
        landmarks = face.landmarks.points.map { [$0.x, $0.y] }
        confidence = face.confidence
        quality = QualityOutput(face.quality)
        embedding = withEmbedding ? face.template.vector : nil
    }
}

package struct QualityOutput: Encodable {
    package let interEyeDistance: Float
    package let sharpness: Float
    package let yaw: Float
    package let pitch: Float
    package let roll: Float
    package let exposure: Float

    package init(_ quality: FaceQuality) {
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
    package var numbers: [Float] { [x, y, width, height] }
}
