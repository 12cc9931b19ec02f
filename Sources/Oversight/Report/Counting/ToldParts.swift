/// A year's count told apart, by purpose or by organisation.
public struct ToldParts: Hashable, Sendable {
    /// Those that are told each by itself.
    public let single: [String: Int]
    /// Those that are told together, and their sum.
    public let together: [String]
    public let sum: Int

    public init(single: [String: Int], together: [String] = [], sum: Int = 0) {
        self.single = single
        self.together = together
        self.sum = sum
    }
}

extension Suppression {
    /// Tells the parts of a count that is itself told exactly. Small parts are told together with as many others, the smallest
    /// first, as it takes for each of them to be able to have any small value. Nil when even all together would tell too much.
    /// - Parameter parts: each part's count, by its name.
    public func parts(_ parts: [String: Int]) -> ToldParts? {
        let zeros = parts.filter { $0.value == 0 }
        let ascending = parts.filter { $0.value > 0 }.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
        let small = ascending.prefix { isSmall($0.value) }
        guard !small.isEmpty else { return ToldParts(single: parts) }
        for count in small.count...ascending.count {
            let pool = ascending.prefix(count)
            let sum = pool.reduce(0) { $0 + $1.value }
            guard isSafe(small: small.count, others: count - small.count, sum: sum) else { continue }
            var single = zeros
            for (name, value) in ascending.dropFirst(count) { single[name] = value }
            return ToldParts(single: single, together: pool.map(\.key).sorted(), sum: sum)
        }
        return nil
    }

    /// Whether the small ones among parts that are told together can each have any small value, also for somebody who knows how
    /// many there are and why others were taken in.
    private func isSafe(small: Int, others: Int, sum: Int) -> Bool {
        if others == 0 {
            return small - 1 + smallest - 1 <= sum && sum <= (small - 1) * (smallest - 1) + 1
        }
        // The others take up what the small ones do not: so much room that they would have been taken in all the same.
        return sum >= others * smallest + small * (smallest - 1) + smallest
    }
}
