import FaceAnalysis
import Foundation
import Photos
import Testing
import Vocabulary

@Suite("Faces are aligned by a turn, a scale and a shift")
struct GeometryTests {
    @Test("points moved by a known similarity are fitted exactly, and its inverse undoes it")
    func exactFit() throws {
        for seed in 1...200 {
            var noise = Noise(seed: UInt64(seed))
            let angle = noise.unit() * 2 * .pi
            let scale = 0.05 + noise.unit() * 20
            let truth = Raster.Placement(
                a: scale * cosf(angle), b: scale * sinf(angle), x: noise.unit() * 4000, y: noise.unit() * 4000)
            let points = (0..<5).map { _ in Point(x: noise.unit() * 112, y: noise.unit() * 112) }
            let moved = points.map(truth.apply)
            let fitted = try #require(SimilarityFit.placement(from: points, onto: moved))
            let back = try #require(SimilarityFit.placement(from: moved, onto: points))
            for point in points {
                let there = fitted.apply(point)
                let wanted = truth.apply(point)
                #expect(hypotf(there.x - wanted.x, there.y - wanted.y) < 0.01 * max(1, scale))
                let home = back.inverse.apply(point)
                #expect(hypotf(home.x - wanted.x, home.y - wanted.y) < 0.02 * max(1, scale))
            }
        }
    }

    @Test("no placement fits points that coincide")
    func degenerate() {
        let same = [Point](repeating: Point(x: 3, y: 4), count: 5)
        #expect(SimilarityFit.placement(from: same, onto: (0..<5).map { Point(x: Float($0), y: 0) }) == nil)
    }

    @Test("a canvas holds the whole photo, on the network's grid, for any shape")
    func canvases() {
        for (width, height) in [
            (640, 480), (480, 640), (4000, 3000), (6000, 400), (400, 6000), (1, 1), (1024, 1024), (3, 20_000),
        ] {
            for longSide in [640, 1280] {
                let canvas = DetectionCanvas(photoWidth: width, photoHeight: height, longSide: longSide)
                let scale = DetectionCanvas.scale(photoWidth: width, photoHeight: height, longSide: longSide)
                #expect(canvas.width % 32 == 0 && canvas.height % 32 == 0)
                let reduced = min(longSide, max(width, height))
                #expect(max(canvas.width, canvas.height) == (reduced + 31) / 32 * 32)
                #expect(scale <= 1, "a photo is never enlarged")
                #expect(Float(width) * scale <= Float(canvas.width) + 0.01)
                #expect(Float(height) * scale <= Float(canvas.height) + 0.01)
                #expect(Float(max(width, height)) * scale > Float(reduced) * 0.98)
            }
        }
    }
}

extension Raster.Placement {
    fileprivate func apply(_ point: Point) -> Point {
        Point(x: a * point.x - b * point.y + x, y: b * point.x + a * point.y + y)
    }
}

struct Noise {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    /// 0 to 1.
    mutating func unit() -> Float {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Float(state >> 40) / Float(1 << 24)
    }
}
