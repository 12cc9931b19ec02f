public import Inference
public import Photos
public import Vocabulary

/// From a photo to its faces, each with a template. One for the program; any number of tasks may use it at once.
public final class FaceAnalyzer: Sendable {
    private let detector: FaceDetector
    private let recogniser: FaceRecogniser
    private let settings: Settings
    /// The recogniser that makes the templates.
    public let model: ModelID
    /// Floats in a template.
    public let templateLength: Int

    /// - Throws: `model.missing`, `model.altered`, `model.unusable`.
    public init(_ engine: InferenceEngine, settings: Settings = Settings()) throws {
        let description = try engine.installation.model(.recogniser)
        model = description.id
        templateLength = description.outputWidth ?? 0
        detector = try FaceDetector(engine)
        // Not in the background: a program that ends early must not leave OpenVINO at work while it is taken down.
        recogniser = try FaceRecogniser(engine, description)
        self.settings = settings
    }

    /// - Throws: `photo.damaged`, `inference.failed`.
    public func faces(in photo: Photo) async throws -> PhotoAnalysis {
        var picture = try photo.decode(reduction: photo.reduction(toKeep: settings.detail))
        var found = try await firstLook(at: picture)
        if found.wantsCloserLook, photo.longSide >= settings.firstLook * 3 / 2 {
            let closer = try closer(photo, picture, longSide: settings.closerLook)
            found = try await closerLook(at: closer, after: found, from: picture)
            picture = closer
        }
        if let smallest = found.faces.map(\.landmarks.interEyeDistance).min() {
            // Small faces are taken from a larger decoding: enlarging would invent nothing.
            let wanted = Float(picture.longSide) * settings.leastEyeDistance / max(smallest, 1)
            let larger = try closer(photo, picture, longSide: Int(wanted))
            found = found.scaled(by: Float(larger.width) / Float(picture.width))
            picture = larger
        }
        return try await analysis(of: photo, in: picture, found.faces)
    }

    private func firstLook(at picture: Raster) async throws -> Look {
        Look(
            NonMaximumSuppression.keep(
                try await detector.faces(in: picture, longSide: settings.firstLook, confidence: settings.hint)),
            settings, canvasScale: min(1, Float(settings.firstLook) / Float(picture.longSide)))
    }

    /// Looks again at more detail, and joins what was found: small faces from this look, large ones from the first.
    private func closerLook(at picture: Raster, after first: Look, from before: Raster) async throws -> Look {
        let detections = try await detector.faces(
            in: picture, longSide: settings.closerLook, confidence: settings.confidence)
        let firstFaces = first.scaled(by: Float(picture.width) / Float(before.width)).faces
        let large = Float(picture.longSide) / Float(settings.closerLook) * settings.largeInCloserLook
        let kept = firstFaces.filter { $0.box.width >= large }
        // A detail of a large face (an eye, a pattern) is no face of its own.
        let small = detections.filter { face in
            face.box.width < large && !kept.contains { $0.box.contains(face.box) }
        }
        let missed = firstFaces.filter { face in
            face.box.width < large && !small.contains { $0.box.overlap(with: face.box) > 0.3 }
        }
        return Look(faces: kept + NonMaximumSuppression.keep(small) + missed)
    }

    /// The photo at `longSide` pixels or more, or at what it has; the same picture when that is no larger.
    private func closer(_ photo: Photo, _ picture: Raster, longSide: Int) throws -> Raster {
        let reduction = photo.reduction(toKeep: min(longSide, photo.longSide))
        guard photo.longSide / reduction > picture.longSide * 5 / 4 else { return picture }
        return try photo.decode(reduction: reduction)
    }

    private func analysis(of photo: Photo, in picture: Raster, _ detections: [Detection]) async throws -> PhotoAnalysis
    {
        let factor = Float(photo.width) / Float(picture.width)
        var faces: [AnalysedFace] = []
        for detection in detections.sorted(by: { $0.box.x < $1.box.x }) {
            let full = detection.scaled(by: factor)
            let made = try await recogniser.template(of: detection.landmarks, in: picture) {
                FaceQuality(landmarks: full.landmarks, aligned: $0)
            }
            guard let made else { continue }
            faces.append(
                AnalysedFace(
                    box: full.box, landmarks: full.landmarks, confidence: full.confidence, quality: made.inspection,
                    template: made.template))
        }
        return PhotoAnalysis(width: photo.width, height: photo.height, faces: faces)
    }
}

extension Box {
    /// Whether the other box's middle lies in this one.
    func contains(_ other: Box) -> Bool {
        let (x, y) = (other.x + other.width / 2, other.y + other.height / 2)
        return x > self.x && x < self.x + width && y > self.y && y < self.y + height
    }
}
