public import Foundation

/// How an authorisation comes about.
public enum AuthorisationKind: Hashable, Sendable {
    /// The policy itself gives it: a household's.
    case standing
    /// Requested, then decided on by an approver.
    case ordinary
    /// Used at once in an emergency, and decided on afterwards.
    case breakGlass(reason: String, deadline: Date)

    public var isBreakGlass: Bool {
        if case .breakGlass = self { true } else { false }
    }
}
