import FaceSearch
import Rules

/// What is known of a search by what colleagues do.
extension SignalRules {
    /// In seven days in a row, whichever, many times what colleagues searched. A burst begins with a search from which on that is
    /// so; an account's next burst begins seven days later at the earliest.
    func farMoreThanPeers() -> [SignalDraft] {
        Dictionary(grouping: history.searches, by: \.organisation).values.flatMap { searches in
            bursts(searches.sorted { ($0.at, $0.began) < ($1.at, $1.began) })
        }
    }

    /// - Parameter searches: of one organisation, by their time.
    private func bursts(_ searches: [SearchHistory]) -> [SignalDraft] {
        let span: Int64 = 7 * 86_400
        var counts = AccountCounts()
        var end = 0
        var free: [Int32: Int64] = [:]
        var drafts: [SignalDraft] = []
        for (start, first) in searches.enumerated() {
            while end < searches.count, searches[end].at - first.at < span {
                counts.add(searches[end].account)
                end += 1
            }
            defer { counts.remove(first.account) }
            if let free = free[first.account], first.at < free { continue }
            let own = counts[first.account]
            guard own >= limits.peerLeast,
                let middle = counts.middle(besides: first.account, atMost: own / limits.peerMultiple)
            else { continue }
            free[first.account] = first.at + span
            drafts.append(
                draft(
                    .farMoreThanPeers, key: [text(first.account), text(first.number)], account: first.account,
                    searches: searches[start..<end].filter { $0.account == first.account },
                    figures: ["searches": own, "middle": middle]))
        }
        return drafts
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
