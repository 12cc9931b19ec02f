/// A count as a published report tells it. Small ones would let people recognise somebody.
public enum ToldCount: Hashable, Sendable {
    case exactly(Int)
    /// At least one, and fewer than the policy's smallest count.
    case few
    /// A sum in which small counts are: from the least to the most that it can be.
    case between(Int, Int)
}

/// What may be told of small counts, so that nobody finds them out by subtracting what is told elsewhere.
///
/// Two rules make it safe by construction, whatever reports are put beside each other:
/// 1. The months are told, each count as it is, or as "few". A longer span is the sum of what is told of its months, and so
///    says no more than they do.
/// 2. A calendar year is told exactly when its small months could then still have each of their values; otherwise it is a sum
///    as any other. No month is in two years.
public struct Suppression: Sendable {
    /// Counts below this, and above zero, are small.
    public let smallest: Int
    /// The largest small count.
    private var most: Int { smallest - 1 }

    public init(smallest: Int) { self.smallest = smallest }

    public func isSmall(_ count: Int) -> Bool { count > 0 && count < smallest }

    public func month(_ count: Int) -> ToldCount { isSmall(count) ? .few : .exactly(count) }

    /// The sum of months, of what is told of them.
    public func sum(ofMonths counts: [Int]) -> ToldCount {
        let small = counts.filter(isSmall).count
        let rest = counts.filter { !isSmall($0) }.reduce(0, +)
        return small == 0 ? .exactly(rest) : .between(rest + small, rest + small * most)
    }

    /// A whole calendar year.
    public func year(ofMonths counts: [Int]) -> ToldCount {
        isSafe(toTell: counts.filter(isSmall)) ? .exactly(counts.reduce(0, +)) : sum(ofMonths: counts)
    }

    /// Whether the sum of some small counts leaves each of them any small value.
    private func isSafe(toTell small: [Int]) -> Bool {
        guard !small.isEmpty else { return true }
        let others = small.count - 1
        let sum = small.reduce(0, +)
        // With the others at their least, one can be at its most; and the other way round.
        return others + most <= sum && sum <= others * most + 1
    }

    /// The least and the most that a told count can be.
    public func bounds(_ told: ToldCount) -> (Int, Int) {
        switch told {
        case .exactly(let count): (count, count)
        case .few: (1, most)
        case .between(let least, let most): (least, most)
        }
    }

    /// Several spans one after the other: years and single months.
    public func sum(_ told: [ToldCount]) -> ToldCount {
        // One is no sum.
        if told.count == 1 { return told[0] }
        var (least, greatest) = (0, 0)
        for one in told {
            let (low, high) = bounds(one)
            (least, greatest) = (least + low, greatest + high)
        }
        return least == greatest ? .exactly(least) : .between(least, greatest)
    }
}
