/// The kind of organisation that a home is run by; chosen once, at `init`. No policy goes below its profile's floors
/// (``PolicyFloor``).
public enum Profile: String, Hashable, Sendable, CaseIterable {
    /// One person, own photos: a standing authorisation, no approver. Every search is recorded all the same.
    case household
    /// Press, heritage, NGO: authorisations per project, approved by a second person.
    case archive
    /// An authorisation per case from an approver who is not the searcher.
    case investigation
}
