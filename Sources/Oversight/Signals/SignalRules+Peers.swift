import FaceSearch
import Rules

/// What is known of a search by what colleagues do.
extension SignalRules {
    /// In seven days in a row, whichever, many times what colleagues searched.
    func farMoreThanPeers() -> [SignalDraft] {
        Dictionary(grouping: history.searches, by: \.organisation).values.flatMap { searches in
            bursts(searches.sorted { ($0.at, $0.began) < ($1.at, $1.began) })
        }
    }

    /// Seven days from a search on that are beyond the limit.
    private struct Burst {
        let account: Int32
        let begun: Int64
        let searches: Range<Int>
        let own: Int
        let middle: Int

        /// Seconds from its seven days; 0 within.
        func distance(to moment: Int64) -> Int64 { max(begun - moment, moment - begun - SignalRules.span, 0) }
    }

    private static let span: Int64 = 7 * 86_400

    /// - Parameter searches: of one organisation, by their time.
    private func bursts(_ searches: [SearchHistory]) -> [SignalDraft] {
        var counts = AccountCounts()
        var end = 0
        var bursts: [Burst] = []
        for (start, first) in searches.enumerated() {
            while end < searches.count, searches[end].at - first.at < Self.span {
                counts.add(searches[end].account)
                end += 1
            }
            defer { counts.remove(first.account) }
            let own = counts[first.account]
            guard own >= limits.peerLeast,
                let middle = counts.middle(besides: first.account, atMost: own / limits.peerMultiple)
            else { continue }
            bursts.append(
                Burst(account: first.account, begun: first.at, searches: start..<end, own: own, middle: middle))
        }
        return Dictionary(grouping: bursts, by: \.account).values.flatMap { own in
            zip(Self.apart(own), Self.shared(own, of: searches)).map { burst, evidence in
                draft(
                    .farMoreThanPeers, key: [text(burst.account), text(searches[burst.searches.lowerBound].number)],
                    account: burst.account, searches: evidence,
                    figures: ["searches": burst.own, "middle": burst.middle])
            }
        }
    }

    /// The busiest seven days, then the busiest of those that share none with them, and so on: what belongs together is one
    /// burst, whatever days lie before it.
    /// - Parameter bursts: of one account.
    /// - Returns: by their time.
    private static func apart(_ bursts: [Burst]) -> [Burst] {
        var chosen: [Burst] = []
        for burst in bursts.sorted(by: { ($1.own, $0.begun) < ($0.own, $1.begun) })
        where chosen.allSatisfy({ abs($0.begun - burst.begun) >= span }) {
            chosen.append(burst)
        }
        return chosen.sorted { $0.begun < $1.begun }
    }

    /// The searches that are in any burst, each with the nearest of those apart, so that of a long time none is left out.
    private static func shared(_ bursts: [Burst], of searches: [SearchHistory]) -> [[SearchHistory]] {
        let apart = apart(bursts)
        var evidence = Array(repeating: [SearchHistory](), count: apart.count)
        var (place, seen) = (0, 0)
        for burst in bursts {
            for search in searches[max(seen, burst.searches.lowerBound)..<max(seen, burst.searches.upperBound)]
            where search.account == burst.account {
                while place + 1 < apart.count,
                    apart[place + 1].distance(to: search.at) < apart[place].distance(to: search.at)
                {
                    place += 1
                }
                evidence[place].append(search)
            }
            seen = max(seen, burst.searches.upperBound)
        }
        return evidence
    }
}

/// How often each account is there, with the middle one of them: both kept as things come and go, so that a million are read
/// once.
package struct AccountCounts {
    private var counts: [Int32: Int] = [:]
    /// How many accounts are there so often.
    private var accounts: [Int: Int] = [:]

    package init() {}

    package subscript(account: Int32) -> Int { counts[account] ?? 0 }

    package mutating func add(_ account: Int32) { set(account, self[account] + 1) }
    package mutating func remove(_ account: Int32) { set(account, self[account] - 1) }

    private mutating func set(_ account: Int32, _ count: Int) {
        let before = self[account]
        if before > 0 { accounts[before, default: 0] -= 1 }
        counts[account] = count > 0 ? count : nil
        if count > 0 { accounts[count, default: 0] += 1 }
    }

    /// How often the middle one of the others is there, of two the busier. Nil when it is more often than asked for, or when there
    /// are fewer than three: of few, none is the middle one.
    /// - Parameter most: less than the account itself is there.
    package func middle(besides account: Int32, atMost most: Int) -> Int? {
        let others = counts.count - (self[account] > 0 ? 1 : 0)
        guard others >= 3, most > 0 else { return nil }
        var passed = 0
        for count in 1...most {
            passed += accounts[count] ?? 0
            if passed > others / 2 { return count }
        }
        return nil
    }
}
