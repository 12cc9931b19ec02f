public import Vocabulary

extension Failure.Code {
    /// The secret half of the oversight key is kept elsewhere.
    public static let oversightKeyMissing = Failure.Code("oversight.key-missing", .environment)
    /// The oversight key cannot be read or made, others can read it, or it is another home's.
    public static let oversightKeyUnusable = Failure.Code("oversight.key-unusable", .environment)
}
