/// Whether the provider has to have asked for a second factor.
public enum SecondFactor: Hashable, Sendable {
    case notRequired
    /// `amr` contains `mfa` (RFC 8176, section 2), or `acr` is this value, which is then asked for.
    case required(acr: String?)

    public var isRequired: Bool { self != .notRequired }

    /// What goes into `acr_values` (OpenID Connect Core 1.0, section 3.1.2.1).
    var asked: String? { if case .required(let acr) = self { acr } else { nil } }

    /// - Parameters:
    ///   - acr: of the ID token.
    ///   - amr: of the ID token. `otp`, `hwk` and their like tell of one factor each, so only `mfa` counts.
    package func isMet(acr: String?, amr: [String]) -> Bool {
        switch self {
        case .notRequired: true
        case .required(let wanted): amr.contains("mfa") || wanted != nil && acr == wanted
        }
    }
}
