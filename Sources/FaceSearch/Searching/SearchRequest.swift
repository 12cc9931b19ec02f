public import Rules

/// A search as a searcher asks for it.
public struct SearchRequest: Sendable {
    /// The probe: a photo file's bytes.
    public var probe: [UInt8]
    /// Which of the probe's faces, 1 for the leftmost; nil when there is only one.
    public var face: Int?
    /// What the probe is, as its searcher declares it.
    public var probeType: ProbeType?
    /// Names; empty: all that the authorisation covers, or in a household all that are open.
    public var collections: [String]
    /// The authorisation that it rests on; nil where the policy itself allows it.
    public var authorisation: AuthorisationRef?
    /// What for; nil: the authorisation's purpose.
    public var purpose: String?
    /// Candidates of at least this similarity, -1 to 1.
    public var threshold: Float
    /// At most so many, 1 to 1,000, and no more than the policy allows.
    public var limit: Int

    /// What is shown until the gallery is calibrated: the best 20 of at least this similarity.
    public static let defaultThreshold: Float = 0.42
    public static let defaultLimit = 20

    /// Whether probe and list are kept, by the policy's days, to be looked at again. Where searches rest on authorisations
    /// they are in any case.
    public var keepsResults: Bool

    public init(
        probe: [UInt8], face: Int? = nil, probeType: ProbeType? = nil, collections: [String] = [],
        authorisation: AuthorisationRef? = nil, purpose: String? = nil, threshold: Float = defaultThreshold,
        limit: Int = defaultLimit, keepsResults: Bool = false
    ) {
        self.probe = probe
        self.face = face
        self.probeType = probeType
        self.collections = collections
        self.authorisation = authorisation
        self.purpose = purpose
        self.threshold = threshold
        self.limit = limit
        self.keepsResults = keepsResults
    }
}
