import Foundation
import Vocabulary

/// YuNet's answer for one picture, decoded into faces.
///
/// The network looks at a grid of cells at three strides. For each cell it tells a class score, an objectness score, a
/// box and five landmarks, all relative to the cell. Decoding after Wu, Peng & Yu, "YuNet: A Tiny Millisecond-level
/// Face Detector" (Machine Intelligence Research 20, 2023), section 3; the order of the landmarks is the one in which
/// the network was trained: the viewer's left eye, right eye, nose, left mouth corner, right mouth corner.
package enum YuNetOutput {
    static let strides = [8, 16, 32]

    /// The outputs of one stride, one row a cell, cells row by row.
    package struct Level {
        let stride: Int
        /// Cells across.
        let columns: Int
        let classScores: UnsafeBufferPointer<Float>
        let objectScores: UnsafeBufferPointer<Float>
        /// Four numbers a cell: centre x and y (cells), logarithms of width and height (strides).
        let boxes: UnsafeBufferPointer<Float>
        /// Ten numbers a cell: x and y of each point (cells).
        let points: UnsafeBufferPointer<Float>

        package init(
            stride: Int, columns: Int, classScores: UnsafeBufferPointer<Float>,
            objectScores: UnsafeBufferPointer<Float>, boxes: UnsafeBufferPointer<Float>,
            points: UnsafeBufferPointer<Float>
        ) {
            self.stride = stride
            self.columns = columns
            self.classScores = classScores
            self.objectScores = objectScores
            self.boxes = boxes
            self.points = points
        }
    }

    /// The faces of one level that reach `confidence`, in canvas pixels.
    package static func faces(in level: Level, confidence: Float) -> [Detection] {
        var faces: [Detection] = []
        let least = confidence * confidence
        for cell in level.classScores.indices {
            let product = clamped(level.classScores[cell]) * clamped(level.objectScores[cell])
            guard product >= least else { continue }
            faces.append(face(at: cell, of: level, confidence: product.squareRoot()))
        }
        return faces
    }

    private static func face(at cell: Int, of level: Level, confidence: Float) -> Detection {
        let stride = Float(level.stride)
        let column = Float(cell % level.columns)
        let row = Float(cell / level.columns)
        let width = exp(level.boxes[4 * cell + 2]) * stride
        let height = exp(level.boxes[4 * cell + 3]) * stride
        let centreX = (column + level.boxes[4 * cell]) * stride
        let centreY = (row + level.boxes[4 * cell + 1]) * stride
        func point(_ index: Int) -> Point {
            Point(
                x: (column + level.points[10 * cell + 2 * index]) * stride,
                y: (row + level.points[10 * cell + 2 * index + 1]) * stride)
        }
        return Detection(
            box: Box(x: centreX - width / 2, y: centreY - height / 2, width: width, height: height),
            landmarks: Landmarks(
                leftEye: point(0), rightEye: point(1), nose: point(2), leftMouth: point(3), rightMouth: point(4)),
            confidence: confidence)
    }

    private static func clamped(_ score: Float) -> Float { min(max(score, 0), 1) }
}
