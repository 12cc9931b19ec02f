import Inference
import Photos
import Vocabulary

/// Makes templates of aligned faces.
final class FaceRecogniser: Sendable {
    let model: ModelDescription
    private let loaded: LoadedModel

    init(_ engine: InferenceEngine, _ model: ModelDescription) throws {
        self.model = model
        loaded = try engine.load(model)
        guard model.input.width == FaceAlignment.side, model.input.height == FaceAlignment.side else {
            throw Failure(
                .modelUnusable, "The recogniser does not take aligned faces of 112 x 112 pixels.",
                remedy: "Bring a model that was trained on faces aligned as ArcFace aligns them.")
        }
    }

    /// - Parameter picture: the photo at any size.
    /// - Parameter landmarks: in its pixels.
    /// - Returns: the template, and what `inspect` makes of the aligned face's pixels.
    func template<Inspection: Sendable>(
        of landmarks: Landmarks, in picture: Raster, inspect: (UnsafeBufferPointer<UInt8>) -> Inspection
    ) async throws -> (template: Template, inspection: Inspection)? {
        guard let placement = FaceAlignment.placement(of: landmarks) else { return nil }
        var inspection: Inspection?
        let vector = try await loaded.run { input in
            let square = input.bindMemory(to: UInt8.self)
            picture.take(placement, side: FaceAlignment.side, into: square.baseAddress!)
            inspection = inspect(UnsafeBufferPointer(square))
        } read: { outputs in
            Array(outputs[0])
        }
        guard vector.count == model.outputWidth, let template = Template(model: model.id, normalising: vector) else {
            throw Failure(
                .templateUnusable, "The recogniser \(model.id.rawValue) gave no usable template.",
                remedy: "Run `likeness doctor`; the model may not be what its description says.")
        }
        return (template, inspection!)
    }
}
