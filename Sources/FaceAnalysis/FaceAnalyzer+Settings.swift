import Vocabulary

extension FaceAnalyzer {
    /// How hard to look. docs/analysis.md says what each is for, and what was measured with the defaults.
    public struct Settings: Sendable {
        /// Confidence, 0 to 1, from which a detection counts as a face.
        public var confidence: Float = 0.6
        /// Long side, in pixels, of the first look at every photo.
        public var firstLook = 640
        /// Long side, in pixels, that a photo keeps at least when it is decoded reduced.
        public var detail = 2000
        /// Long side of the second look, taken when the first one hints at small faces.
        public var closerLook = 1280
        /// A first look's faint small detection of at least this confidence hints at faces that it cannot resolve.
        public var hint: Float = 0.3
        /// Boxes narrower than this many pixels of the first look count as small.
        public var small: Float = 16
        /// Faces wider than this many pixels of the second look are left to the first, which sees them whole.
        public var largeInCloserLook: Float = 80
        /// Inter-eye distance, in pixels, below which a face is taken from a larger decoding of the photo,
        /// if there is one.
        public var leastEyeDistance: Float = 24

        public init() {}
    }

    /// What one look found.
    struct Look {
        let faces: [Detection]
        /// Whether more detail would show more faces, or the same ones better.
        var wantsCloserLook = false

        func scaled(by factor: Float) -> Look {
            Look(faces: faces.map { $0.scaled(by: factor) }, wantsCloserLook: wantsCloserLook)
        }
    }
}

extension FaceAnalyzer.Look {
    /// Splits the detector's answer into faces and hints.
    /// - Parameter canvasScale: the look's pixels per picture pixel.
    init(_ detections: [Detection], _ settings: FaceAnalyzer.Settings, canvasScale: Float) {
        let faces = detections.filter { $0.confidence >= settings.confidence }
        self.faces = faces
        // A faint detection within a face is an eye or a mouth, no hint.
        let smallFaceOrHint = detections.contains { detection in
            detection.box.width * canvasScale < settings.small
                && !faces.contains { $0 != detection && $0.box.contains(detection.box) }
        }
        wantsCloserLook = faces.isEmpty || smallFaceOrHint
    }
}
