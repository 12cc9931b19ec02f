public import Vocabulary

extension Failure.Code {
    /// A recogniser gave a vector that is no template: empty, zero, or not finite.
    public static let templateUnusable = Failure.Code("template.unusable", .environment)
}
