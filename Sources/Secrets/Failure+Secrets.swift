public import Vocabulary

extension Failure.Code {
    /// A new password that is too short or too long.
    public static let passwordUnusable = Failure.Code("password.unusable", .usage)
    /// There is not enough memory to hash a password.
    public static let passwordMemory = Failure.Code("password.memory", .environment)
}
