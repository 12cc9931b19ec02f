import Inference
import Photos
import Synchronization
import Vocabulary

/// Finds the faces in a picture with YuNet, at one canvas size a call.
final class FaceDetector: Sendable {
    private let engine: InferenceEngine
    private let model: ModelDescription
    /// Photos come in few shapes; an archive of odd thumbnails must not fill the memory with networks.
    private let compiled = Mutex(RecentlyUsed<DetectionCanvas, CanvasDetector>(capacity: 32))

    init(_ engine: InferenceEngine) throws {
        self.engine = engine
        model = try engine.installation.model(.detector)
        _ = try engine.installation.path(of: model)
    }

    /// All faces that reach `confidence`, in pixels of the picture, before suppression of doubles.
    func faces(in picture: Raster, longSide: Int, confidence: Float) async throws -> [Detection] {
        let canvas = DetectionCanvas(photoWidth: picture.width, photoHeight: picture.height, longSide: longSide)
        let scale = DetectionCanvas.scale(photoWidth: picture.width, photoHeight: picture.height, longSide: longSide)
        return try await detector(for: canvas).faces(in: picture, scale: scale, confidence: confidence)
    }

    private func detector(for canvas: DetectionCanvas) throws -> CanvasDetector {
        // Held while a canvas is compiled (0.1 s): whoever else needs the same one would only compile it again.
        try compiled.withLock { compiled in
            if let detector = compiled[canvas] { return detector }
            // Landmarks in bf16 come in steps of a fifth of a pixel: enough to change a template (docs/analysis.md).
            let model = try engine.load(model, size: (canvas.width, canvas.height), precision: .f32)
            let detector = try CanvasDetector(model, canvas)
            compiled[canvas] = detector
            return detector
        }
    }
}

/// YuNet, compiled for one canvas.
private final class CanvasDetector: Sendable {
    private let model: LoadedModel
    private let canvas: DetectionCanvas
    /// For each stride the outputs' numbers: class, objectness, box, landmarks.
    private let outputs: [(cls: Int, obj: Int, bbox: Int, kps: Int)]

    init(_ model: LoadedModel, _ canvas: DetectionCanvas) throws {
        self.model = model
        self.canvas = canvas
        outputs = try YuNetOutput.strides.map { stride in
            func output(_ kind: String) throws -> Int {
                guard let index = model.outputNames.firstIndex(of: "\(kind)_\(stride)") else {
                    throw Failure(
                        .modelUnusable, "The detector has no output \(kind)_\(stride).",
                        remedy: "Use a YuNet model of 2023 or later.")
                }
                return index
            }
            return (try output("cls"), try output("obj"), try output("bbox"), try output("kps"))
        }
    }

    /// - Parameter scale: canvas pixels per picture pixel.
    func faces(in picture: Raster, scale: Float, confidence: Float) async throws -> [Detection] {
        let width = min(canvas.width, max(1, Int((Float(picture.width) * scale).rounded())))
        let height = min(canvas.height, max(1, Int((Float(picture.height) * scale).rounded())))
        let found = try await model.run { input in
            // What is left of the canvas stays black.
            if width < canvas.width || height < canvas.height { input.initializeMemory(as: UInt8.self, repeating: 0) }
            picture.reduce(
                into: input.baseAddress!.assumingMemoryBound(to: UInt8.self), canvasWidth: canvas.width, width: width,
                height: height, step: 1 / scale)
        } read: { results in
            zip(YuNetOutput.strides, outputs).flatMap { stride, output in
                YuNetOutput.faces(
                    in: YuNetOutput.Level(
                        stride: stride, columns: canvas.width / stride, classScores: results[output.cls],
                        objectScores: results[output.obj], boxes: results[output.bbox], points: results[output.kps]),
                    confidence: confidence)
            }
        }
        return found.map { $0.scaled(by: 1 / scale) }
    }
}
