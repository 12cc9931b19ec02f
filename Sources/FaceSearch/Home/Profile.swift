/// The set of rules that a home is run by; chosen once, at `init`.
public enum Profile: String, Sendable, CaseIterable {
    /// One person, own photos: a standing authorisation, no approver. Every search is recorded all the same.
    case household
    /// Press, heritage, NGO: standing authorisations per project, approved by a second person.
    case archive
    /// An authorisation per case from an approver who is not the searcher.
    case investigation

    /// Whether a search may be made on the profile's own standing authorisation.
    var authorisesByItself: Bool { self == .household }
}
