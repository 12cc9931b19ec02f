public import Vocabulary

extension Failure.Code {
    /// OpenVINO's libraries are not where they should be, or cannot be loaded.
    public static let inferenceMissing = Failure.Code("inference.missing", .environment)
    /// A model's file or description is absent.
    public static let modelMissing = Failure.Code("model.missing", .environment)
    /// A model's file is not the one that its description names.
    public static let modelAltered = Failure.Code("model.altered", .environment)
    /// OpenVINO cannot load the model, or the model is not of the shape that its description says.
    public static let modelUnusable = Failure.Code("model.unusable", .environment)
    /// A run of a model failed.
    public static let inferenceFailed = Failure.Code("inference.failed", .environment)
}
