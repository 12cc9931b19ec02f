/// The faces that may still be candidates, while a scan goes on.
struct ShortList: Sendable {
    struct Entry: Sendable {
        var row: Int
        /// The similarity is at least this, and
        var lower: Float
        /// at most this.
        var upper: Float
    }

    private let threshold: Float
    private let limit: Int
    private(set) var entries: [Entry] = []
    private var lowers: BestValues
    private var nextTidying: Int

    init(threshold: Float, limit: Int) {
        self.threshold = threshold
        self.limit = limit
        lowers = BestValues(limit: limit)
        nextTidying = Self.tidyingStep(limit)
    }

    /// A face whose upper bound is below this is no candidate: it misses the threshold, or `limit`
    /// others are certainly better.
    var cut: Float {
        let cut = max(threshold, lowers.least ?? -.infinity)
        // Similarities are clamped to -1, so an upper bound below that says nothing.
        return cut <= -1 ? -.infinity : cut
    }

    mutating func insert(_ entry: Entry) {
        guard entry.upper >= cut else { return }
        entries.append(entry)
        // Similarities are clamped to 1: a lower bound above that would promise too much.
        lowers.insert(min(entry.lower, 1))
        if entries.count >= nextTidying {
            tidy()
            nextTidying = 2 * entries.count + Self.tidyingStep(limit)
        }
    }

    /// Adds what another thread found.
    mutating func merge(_ other: ShortList) {
        for entry in other.entries { insert(entry) }
    }

    /// Drops what the cut has passed since it was inserted.
    mutating func tidy() {
        let cut = cut
        entries.removeAll { $0.upper < cut }
    }

    private static func tidyingStep(_ limit: Int) -> Int { 4096 + 4 * limit }
}
