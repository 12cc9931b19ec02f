import FaceAnalysis
import Foundation
import Testing
import Vocabulary

@Suite("YuNet's outputs are decoded as it was trained")
struct YuNetOutputTests {
    @Test("a cell's numbers become a box and points in canvas pixels")
    func oneCell() throws {
        // Cell 5 of a grid four wide: column 1, row 1, stride 16.
        var level = Level(cells: 8)
        level.classScores[5] = 0.81
        level.objectScores[5] = 1.0
        level.boxes.replaceSubrange(20..<24, with: [0.5, 0.25, log(3), log(4)])
        level.points.replaceSubrange(50..<60, with: [0, 0, 1, 0, 0.5, 0.5, 0, 1, 1, 1])
        let faces = level.faces(stride: 16, columns: 4, confidence: 0.6)
        #expect(faces.count == 1)
        let face = try #require(faces.first)
        #expect(abs(face.confidence - 0.9) < 1e-6)
        #expect(abs(face.box.width - 48) < 1e-3 && abs(face.box.height - 64) < 1e-3)
        #expect(abs(face.box.x - (24 - 24)) < 1e-3 && abs(face.box.y - (20 - 32)) < 1e-3)
        #expect(face.landmarks.leftEye == Point(x: 16, y: 16))
        #expect(face.landmarks.rightEye == Point(x: 32, y: 16))
        #expect(face.landmarks.nose == Point(x: 24, y: 24))
        #expect(face.landmarks.rightMouth == Point(x: 32, y: 32))
    }

    @Test(
        "scores are clamped to 0 and 1, and the threshold is on their geometric mean",
        arguments: [
            (1.0, 0.36, true), (1.0, 0.35, false), (2.0, 0.36, true), (-1.0, -1.0, false), (0.6, 0.6, true),
            (Float.nan, 1, false),
        ] as [(Float, Float, Bool)])
    func threshold(_ cls: Float, _ object: Float, _ counts: Bool) {
        var level = Level(cells: 1)
        level.classScores[0] = cls
        level.objectScores[0] = object
        #expect(level.faces(stride: 8, columns: 1, confidence: 0.6).isEmpty == !counts)
    }

    private struct Level {
        var classScores: [Float]
        var objectScores: [Float]
        var boxes: [Float]
        var points: [Float]

        init(cells: Int) {
            classScores = .init(repeating: 0, count: cells)
            objectScores = .init(repeating: 0, count: cells)
            boxes = .init(repeating: 0, count: 4 * cells)
            points = .init(repeating: 0, count: 10 * cells)
        }

        func faces(stride: Int, columns: Int, confidence: Float) -> [Detection] {
            classScores.withUnsafeBufferPointer { cls in
                objectScores.withUnsafeBufferPointer { object in
                    boxes.withUnsafeBufferPointer { boxes in
                        points.withUnsafeBufferPointer { points in
                            YuNetOutput.faces(
                                in: YuNetOutput.Level(
                                    stride: stride, columns: columns, classScores: cls, objectScores: object,
                                    boxes: boxes, points: points),
                                confidence: confidence)
                        }
                    }
                }
            }
        }
    }
}
