/// The claim of an ID token that names the account (OpenID Connect Core 1.0, section 5.1).
///
/// Neither is promised to stay one person's (section 5.7): choose a provider whose administrators give these names, and where
/// nobody changes their own.
public enum AccountClaim: String, Hashable, Sendable {
    case preferredUsername = "preferred_username"
    /// Counts only where `email_verified` is true.
    case email

    /// The scope under which providers give it (section 5.4).
    var scope: String {
        switch self {
        case .preferredUsername: "profile"
        case .email: "email"
        }
    }
}
