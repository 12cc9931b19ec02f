public import Vocabulary

extension Failure.Code {
    /// The provider is not to be reached, or answers nonsense, or does not take this server for its client.
    public static let signOnProvider = Failure.Code("sign-on.provider", .environment)
    /// The person or the provider said no, or what came back is not of a sign-in that this browser began.
    public static let signOnRefused = Failure.Code("sign-on.refused", .policy)
    /// An ID token that does not hold.
    public static let signOnToken = Failure.Code("sign-on.token", .policy)
    /// Settings that no provider can be asked by.
    public static let signOnSettings = Failure.Code("sign-on.settings", .usage)
}

// No text quotes what a provider or a browser sent: it may hold tokens and names, and anybody can write it.
extension Failure {
    static func provider(_ reason: String) -> Failure {
        Failure(
            .signOnProvider, reason, remedy: "Try again later; if it stays so, the administrator checks the settings.")
    }

    static func refused(
        _ reason: String, remedy: String = "Begin the sign-in once more from its page."
    ) -> Failure {
        Failure(.signOnRefused, reason, remedy: remedy)
    }

    static func token(_ reason: String) -> Failure {
        Failure(
            .signOnToken, reason,
            remedy: "Begin the sign-in once more; if it stays so, the administrator checks the provider's settings.")
    }

    static func settings(_ reason: String) -> Failure {
        Failure(.signOnSettings, reason, remedy: "Mend the settings of the sign-in provider.")
    }
}
