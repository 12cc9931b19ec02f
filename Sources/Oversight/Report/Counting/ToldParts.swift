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
    /// Tells the parts of a count that is itself told exactly. Nil when they are not told at all.
    ///
    /// - Small parts are told together, when their sum leaves each of them any small value.
    /// - Otherwise all parts that are not many times as large are told together with them, by the same condition. Which are taken
    ///   in depends on a fixed bound, not on what it takes: so that it says nothing.
    /// - A count that is small for so many parts is not told apart, whatever they are.
    ///
    /// That whoever knows these rules finds out no small part is tested for all tables of a few parts.
    /// - Parameter parts: each part's count, by its name; those of none too.
    public func parts(_ parts: [String: Int]) -> ToldParts? {
        let whole = parts.values.reduce(0, +)
        // Of nothing, each part is nothing: that is known with the sum.
        guard whole > 0 else { return ToldParts(single: parts) }
        guard whole >= parts.count * smallest else { return nil }
        let small = parts.filter { isSmall($0.value) }
        guard !small.isEmpty else { return ToldParts(single: parts) }
        for bound in [smallest, 4 * smallest] {
            let pool = parts.filter { $0.value > 0 && $0.value < bound }
            let sum = pool.values.reduce(0, +)
            let others = pool.count - 1
            // With the others at their least, one can be as large as a small one gets; with them at their most, as small.
            guard others > 0, others + smallest - 1 <= sum, sum - 1 <= others * (bound - 1) else { continue }
            return ToldParts(
                single: parts.filter { pool[$0.key] == nil }, together: pool.keys.sorted(), sum: sum)
        }
        return nil
    }

    /// One count told apart in two ways, by purpose and by organisation.
    ///
    /// Who knows which organisation searches for what could subtract a sum of one table from the other's, and be left with a small part: so
    /// where small parts are told together in either, only the first is told. A table of one part says no more than the whole, and
    /// may always stand.
    public func bothWays(_ one: ToldParts?, _ other: ToldParts?) -> (ToldParts?, ToldParts?) {
        guard let one, let other, !one.isWhole, !other.isWhole, !(one.together.isEmpty && other.together.isEmpty)
        else { return (one, other) }
        return (one, nil)
    }
}

extension ToldParts {
    /// Whether one part is all of it.
    fileprivate var isWhole: Bool { together.isEmpty && single.values.count { $0 > 0 } <= 1 }

    /// Of all parts.
    var total: Int { single.values.reduce(sum, +) }
}
