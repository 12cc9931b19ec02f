public import Records

/// What a retention run erased, or would.
public struct RetentionReport: Sendable {
    public struct Part: Sendable {
        public let collection: CollectionRecord
        /// Of the photos whose time is over.
        public let counts: ErasureCounts
    }

    /// Collections with photos whose time is over, in order of name.
    public internal(set) var parts: [Part] = []
    /// Payloads behind the log's entries that were kept as long as the policy says.
    public internal(set) var openings = 0
    /// Requests of people about themselves that had ended.
    public internal(set) var requests = 0
    /// Probes of searches.
    public internal(set) var probes = 0
    /// Searches whose results went.
    public internal(set) var results = 0
    /// Sealed templates of probes.
    public internal(set) var templates = 0

    public var total: ErasureCounts { parts.reduce(ErasureCounts()) { $0 + $1.counts } }
    var isEmpty: Bool { parts.isEmpty && openings + requests + probes + results + templates == 0 }
}
