import FaceAnalysis
import Testing
import Vocabulary

@Suite("One face is told once")
struct SuppressionTests {
    private func detection(_ x: Float, _ confidence: Float) -> Detection {
        let point = Point(x: x, y: 0)
        return Detection(
            box: Box(x: x, y: 0, width: 100, height: 100),
            landmarks: Landmarks(leftEye: point, rightEye: point, nose: point, leftMouth: point, rightMouth: point),
            confidence: confidence)
    }

    @Test("the most confident of overlapping detections stays, neighbours are untouched")
    func keepsTheBest() {
        let kept = NonMaximumSuppression.keep([
            detection(0, 0.7), detection(10, 0.9), detection(300, 0.6), detection(90, 0.8),
        ])
        #expect(kept.map(\.confidence) == [0.9, 0.8, 0.6])
    }

    @Test("boxes that overlap by exactly the limit are two faces")
    func limit() {
        // 100 wide, shifted by 50: intersection 50, union 150.
        let pair = [detection(0, 0.9), detection(50, 0.8)]
        #expect(NonMaximumSuppression.keep(pair, overlap: 1 / 3 + 1e-6).count == 2)
        #expect(NonMaximumSuppression.keep(pair, overlap: 0.33).count == 1)
    }

    @Test(
        "intersection over union",
        arguments: [
            (Box(x: 0, y: 0, width: 10, height: 10), 1.0), (Box(x: 5, y: 0, width: 10, height: 10), 1.0 / 3),
            (Box(x: 10, y: 0, width: 10, height: 10), 0), (Box(x: 2, y: 2, width: 5, height: 5), 0.25),
        ] as [(Box, Float)])
    func overlap(_ other: Box, _ expected: Float) {
        let box = Box(x: 0, y: 0, width: 10, height: 10)
        #expect(abs(box.overlap(with: other) - expected) < 1e-6)
        #expect(box.overlap(with: other) == other.overlap(with: box))
    }
}
