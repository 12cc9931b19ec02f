/// A search as a searcher asks for it.
public struct SearchRequest: Sendable {
    /// The probe: a photo file's bytes.
    public var probe: [UInt8]
    /// Which of the probe's faces, 1 for the leftmost; nil when there is only one.
    public var face: Int?
    /// Names; empty: all that are open.
    public var collections: [String]
    public var authorisation: String?
    public var purpose: String?
    /// Who asks.
    public var account: String
    /// Candidates of at least this similarity, -1 to 1.
    public var threshold: Float
    /// At most so many, 1 to 1,000.
    public var limit: Int

    /// What is shown until the gallery is calibrated: the best 20 of at least this similarity.
    public static let defaultThreshold: Float = 0.42
    public static let defaultLimit = 20

    public init(
        probe: [UInt8], face: Int? = nil, collections: [String] = [], authorisation: String? = nil,
        purpose: String? = nil, account: String, threshold: Float = defaultThreshold, limit: Int = defaultLimit
    ) {
        self.probe = probe
        self.face = face
        self.collections = collections
        self.authorisation = authorisation
        self.purpose = purpose
        self.account = account
        self.threshold = threshold
        self.limit = limit
    }
}
