public import Vocabulary

/// Whether an account, or a whole organisation, may do anything at all.
public enum Standing: String, Hashable, Sendable, CaseIterable {
    case active, suspended

    /// Asked before every action, so that a suspension takes effect on the next one.
    /// - Throws: `account.suspended`, `organisation.suspended`.
    public static func check(account: Standing, organisation: Standing) throws(Failure) {
        guard organisation == .active else {
            throw Failure(
                .organisationSuspended, "The organisation is suspended.",
                remedy: "Ask an administrator why; nothing of it is lost.")
        }
        guard account == .active else {
            throw Failure(
                .accountSuspended, "The account is suspended.",
                remedy: "Ask an administrator why; nothing of it is lost.")
        }
    }
}
