public import Vocabulary

/// The template of a search's probe, in a box that the oversight key opens.
public struct SealedTemplateRecord: Hashable, Sendable {
    /// Ascends in the order in which searches began; none is used again.
    public let number: Int64
    public let search: String
    public let model: ModelID
    public let box: [UInt8]

    public init(number: Int64, search: String, model: ModelID, box: [UInt8]) {
        self.number = number
        self.search = search
        self.model = model
        self.box = box
    }
}
