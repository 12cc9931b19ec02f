public import Vocabulary

/// What is kept of an erased face to know it again in the same photo.
public struct SuppressedFace: Hashable, Sendable {
    /// The recogniser whose template was sketched.
    public var model: ModelID
    /// 8 bytes.
    public var sketch: [UInt8]

    public init(model: ModelID, sketch: [UInt8]) {
        self.model = model
        self.sketch = sketch
    }
}
