public import Vocabulary

extension Failure.Code {
    /// A text that names no period.
    public static let periodMalformed = Failure.Code("period.malformed", .usage)
}
