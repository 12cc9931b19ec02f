import Foundation
import Vocabulary

extension FaceQuality {
    /// - Parameters:
    ///   - landmarks: in pixels of the full-size photo.
    ///   - aligned: the aligned face, interleaved RGB.
    init(landmarks: Landmarks, aligned: UnsafeBufferPointer<UInt8>) {
        let pose = HeadPose(landmarks)
        let light = Luminance(aligned: aligned)
        self.init(
            interEyeDistance: landmarks.interEyeDistance, sharpness: light.laplacianVariance, yaw: pose.yaw,
            pitch: pose.pitch, roll: pose.roll, exposure: light.mean)
    }
}

extension Landmarks {
    /// Pixels between the eyes.
    var interEyeDistance: Float { hypotf(rightEye.x - leftEye.x, rightEye.y - leftEye.y) }
}

/// The head's turn, from the landmarks alone: how far the nose lies off the middle of eyes and mouth.
struct HeadPose {
    let yaw: Float
    let pitch: Float
    let roll: Float

    /// How far the nose's tip stands out of the plane of eyes and mouth, in inter-eye distances; and where between the
    /// eyes' line (0) and the mouth's (1) it lies in a face that looks straight ahead: an average head's proportions.
    private static let noseDepth: Float = 0.55
    private static let noseHeight: Float = 0.54

    init(_ face: Landmarks) {
        let angle = atan2f(face.rightEye.y - face.leftEye.y, face.rightEye.x - face.leftEye.x)
        roll = angle * 180 / .pi
        let (cosine, sine) = (cosf(-angle), sinf(-angle))
        func upright(_ point: Point) -> Point {
            Point(x: point.x * cosine - point.y * sine, y: point.x * sine + point.y * cosine)
        }
        let (left, right, nose) = (upright(face.leftEye), upright(face.rightEye), upright(face.nose))
        let (mouthLeft, mouthRight) = (upright(face.leftMouth), upright(face.rightMouth))
        let middle = (left.x + right.x + mouthLeft.x + mouthRight.x) / 4
        let eyes = (left.y + right.y) / 2
        let drop = (mouthLeft.y + mouthRight.y) / 2 - eyes
        let size = max(face.interEyeDistance, 1e-3)
        yaw = Self.degrees((nose.x - middle) / size)
        pitch = drop > 1e-3 ? Self.degrees(((nose.y - eyes) / drop - Self.noseHeight) * drop / size) : 0
    }

    private static func degrees(_ offset: Float) -> Float {
        atan2f(offset, noseDepth) * 180 / .pi
    }
}

/// Brightness of an aligned face, pixel by pixel (ITU-R BT.601 luma), and what is measured on it.
private struct Luminance {
    private let side = FaceAlignment.side
    private let values: [Float]

    init(aligned: UnsafeBufferPointer<UInt8>) {
        values = (0..<aligned.count / 3).map {
            0.299 * Float(aligned[3 * $0]) + 0.587 * Float(aligned[3 * $0 + 1]) + 0.114 * Float(aligned[3 * $0 + 2])
        }
    }

    /// 0 to 1.
    var mean: Float { values.reduce(0, +) / Float(values.count) / 255 }

    /// Of the four-neighbour Laplacian, over the inner pixels.
    var laplacianVariance: Float {
        var sum: Float = 0
        var squares: Float = 0
        for y in 1..<side - 1 {
            for x in 1..<side - 1 {
                let at = y * side + x
                let value = values[at - 1] + values[at + 1] + values[at - side] + values[at + side] - 4 * values[at]
                sum += value
                squares += value * value
            }
        }
        let count = Float((side - 2) * (side - 2))
        return squares / count - (sum / count) * (sum / count)
    }
}
