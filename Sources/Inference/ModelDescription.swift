public import Vocabulary

/// What has to be known of a model to run it: one small JSON file beside its weights.
///
/// An operator who brings another recogniser writes such a file for it.
public struct ModelDescription: Codable, Sendable {
    public enum Role: String, Codable, Sendable, CaseIterable {
        /// Photo to faces.
        case detector
        /// Aligned face to template.
        case recogniser
        /// Random vector to the style of a person who does not exist.
        case mapping
        /// Style to photo.
        case synthesis
    }

    public struct File: Codable, Sendable {
        public let name: String
        /// Lower-case hexadecimal.
        public let sha256: String
    }

    public struct Input: Codable, Sendable {
        public enum Channels: String, Codable, Sendable {
            case rgb = "RGB"
            case bgr = "BGR"
        }

        public let width: Int
        public let height: Int
        /// Nil when the input is no picture.
        public let channels: Channels?
        /// The model gets (pixel - mean) * scale, pixels being 0 to 255. Absent: pixels as they are.
        public let scale: Float?
        /// One for each channel, in the model's order.
        public let mean: [Float]?
    }

    public let id: ModelID
    public let role: Role
    /// The first is the one that is loaded; others (weights kept apart) lie beside it.
    public let files: [File]
    public let input: Input
    /// A recogniser's template length.
    public let outputWidth: Int?
    public let licence: String
    /// Where it was published.
    public let source: String
}
