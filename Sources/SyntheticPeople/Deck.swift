/// Cards dealt in given proportions: what random draws give only on average, a deck gives exactly.
struct Deck<Card: Sendable>: Sendable {
    private let shares: [(card: Card, share: Int)]

    init(_ shares: [(card: Card, share: Int)]) { self.shares = shares }

    /// `count` cards in random order. As soon as there is room, each kind occurs.
    func dealt(_ count: Int, _ generator: inout SeededGenerator) -> [Card] {
        let total = shares.reduce(0) { $0 + $1.share }
        let exact = shares.map { Double(count * $0.share) / Double(total) }
        var counts = exact.map { Int($0) }
        if count >= 4 * shares.count { counts = counts.map { max(1, $0) } }
        let byRemainder = shares.indices.sorted {
            (exact[$0] - Double(counts[$0]), $1) > (exact[$1] - Double(counts[$1]), $0)
        }
        var next = 0
        while counts.reduce(0, +) < count {
            counts[byRemainder[next % byRemainder.count]] += 1
            next += 1
        }
        while counts.reduce(0, +) > count {
            let largest = counts.indices.max { counts[$0] < counts[$1] }!
            counts[largest] -= 1
        }
        return generator.shuffled(
            zip(shares, counts).flatMap { share, count in Array(repeating: share.card, count: count) })
    }
}
