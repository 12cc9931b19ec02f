import FaceAnalysis
import Inference
import Photos
import SyntheticPeople
import Testing
import Vocabulary

/// Real models on photos of people who do not exist.
@Suite("A face is found, and its template is the same, however the photo is stored")
struct AnalysisTests {
    private static let stage = Task { try await Stage() }

    struct Stage: Sendable {
        let analyzer: FaceAnalyzer
        let portraits: [Raster]

        init() async throws {
            let engine = try InferenceEngine(.ofThisProgram())
            analyzer = try FaceAnalyzer(engine)
            let studio = try await Studio(engine)
            let plan = try ArchivePlan(people: 2, shots: 1, seed: 3)
            var portraits: [Raster] = []
            for person in plan.people {
                portraits.append(
                    try await studio.portrait(
                        of: person, Shot(steps: [Float](repeating: 0, count: StyleSpace.components))
                    ).picture)
            }
            self.portraits = portraits
        }

        func onlyFace(_ picture: Raster, _ encoding: PhotoEncoding) async throws -> AnalysedFace {
            let faces = try await analyzer.faces(in: Photo(picture.encoded(encoding))).faces
            return try #require(faces.max { $0.box.area < $1.box.area })
        }
    }

    @Test("in each orientation", arguments: 1...8)
    func orientations(_ orientation: Int) async throws {
        let stage = try await Self.stage.value
        let upright = try await stage.onlyFace(stage.portraits[0], PhotoEncoding(.jpeg))
        var encoding = PhotoEncoding(.jpeg)
        encoding.orientation = orientation
        let turned = try await stage.onlyFace(stage.portraits[0], encoding)
        #expect(turned.box.overlap(with: upright.box) > 0.95)
        #expect(try #require(turned.template.similarity(to: upright.template)) > 0.98)
    }

    @Test("in each format", arguments: PhotoFormat.allCases)
    func formats(_ format: PhotoFormat) async throws {
        let stage = try await Self.stage.value
        let reference = try await stage.onlyFace(stage.portraits[0], PhotoEncoding(.png))
        let other = try await stage.onlyFace(stage.portraits[0], PhotoEncoding(format))
        #expect(other.box.overlap(with: reference.box) > 0.9)
        #expect(try #require(other.template.similarity(to: reference.template)) > (format == .gif ? 0.8 : 0.93))
    }

    @Test("boxes are in pixels of the full-size photo, also when it is decoded reduced")
    func fullSizePixels() async throws {
        let stage = try await Self.stage.value
        let small = try await stage.onlyFace(stage.portraits[0], PhotoEncoding(.jpeg))
        let large = try await stage.onlyFace(stage.portraits[0].resampled(to: 4096, 4096), PhotoEncoding(.jpeg))
        let scaled = Box(
            x: small.box.x * 4, y: small.box.y * 4, width: small.box.width * 4, height: small.box.height * 4)
        #expect(large.box.overlap(with: scaled) > 0.9)
        #expect(try #require(large.template.similarity(to: small.template)) > 0.9)
        #expect(abs(large.quality.interEyeDistance / small.quality.interEyeDistance - 4) < 0.2)
    }

    @Test("two people are less alike than one person's two renderings")
    func people() async throws {
        let stage = try await Self.stage.value
        let one = try await stage.onlyFace(stage.portraits[0], PhotoEncoding(.jpeg)).template
        let again = try await stage.onlyFace(stage.portraits[0], PhotoEncoding(.webp)).template
        let other = try await stage.onlyFace(stage.portraits[1], PhotoEncoding(.jpeg)).template
        #expect(try #require(one.similarity(to: again)) > 0.9)
        #expect(try #require(one.similarity(to: other)) < 0.5)
    }

    @Test("a small face in a large photo is found by the closer look")
    func smallFace() async throws {
        let stage = try await Self.stage.value
        let side = 72
        let face = stage.portraits[0].resampled(to: 512, 512).resampled(to: 256, 256).resampled(to: side, side)
        let scene = Raster(width: 2400, height: 1800) { pixels in
            for index in pixels.indices { pixels[index] = 120 }
            for y in 0..<side {
                for x in 0..<(side * 3) { pixels[((900 + y) * 2400 + 1500) * 3 + x] = face.bytes[y * side * 3 + x] }
            }
        }
        let faces = try await stage.analyzer.faces(in: Photo(scene.encoded(PhotoEncoding(.png)))).faces
        let found = try #require(faces.first)
        #expect(faces.count == 1)
        #expect(found.box.overlap(with: Box(x: 1519, y: 915, width: 36, height: 50)) > 0.3)
    }

    @Test("a photo of nobody has no face")
    func nobody() async throws {
        let stage = try await Self.stage.value
        let grey = Raster(width: 800, height: 600) { pixels in
            for index in pixels.indices { pixels[index] = UInt8(truncatingIfNeeded: index / 2400) }
        }
        #expect(try await stage.analyzer.faces(in: Photo(grey.encoded(PhotoEncoding(.jpeg)))).faces.isEmpty)
    }
}
