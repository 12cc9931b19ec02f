import FaceSearch
import Foundation
import Rules

/// What is known of a search by when and how often.
extension SignalRules {
    /// In a week, many times what colleagues searched.
    func farMoreThanPeers() -> [SignalDraft] {
        let weeks = Dictionary(grouping: history.searches) {
            Week(organisation: $0.organisation, number: Self.week($0.at))
        }
        return weeks.flatMap { week, searches -> [SignalDraft] in
            let accounts = Dictionary(grouping: searches, by: \.account)
            // Of few, none is the middle one.
            guard accounts.count >= 4 else { return [] }
            return accounts.compactMap { account, own -> SignalDraft? in
                let others = accounts.filter { $0.key != account }.values.map(\.count).sorted()
                let middle = others[others.count / 2]
                guard own.count >= limits.peerLeast, own.count >= limits.peerMultiple * middle else { return nil }
                return draft(
                    .farMoreThanPeers, key: [text(account), "\(week.number)"], account: account, searches: own,
                    figures: ["searches": own.count, "middle": middle])
            }
        }
    }

    private struct Week: Hashable {
        let organisation: Int32
        let number: Int64
    }

    /// Weeks from Monday to Sunday: 1 January 1970 was a Thursday.
    private static func week(_ seconds: Int64) -> Int64 { (seconds / 86_400 + 3) / 7 }

    func oddHours() -> [SignalDraft] {
        let usual = limits.shiftBegins..<limits.shiftEnds
        return byAccount.flatMap { account, searches -> [SignalDraft] in
            let odd = searches.filter { !usual.contains(Int($0.at % 86_400) / 3600) }
            return Episode.find(odd, at: \.at, within: window) { $0.count >= limits.oddHourSearches }.map { found in
                draft(
                    .oddHours, key: [text(account), text(found[found.startIndex].number)], account: account,
                    searches: Array(found), figures: ["searches": found.count])
            }
        }
    }

    /// An account that did nothing for long, and then searches.
    func dormantWoken() -> [SignalDraft] {
        let span = Int64(limits.dormantDays) * 86_400
        var last: [Int32: Int64] = [:]
        var woken: [Int32: Int64] = [:]
        var drafts: [SignalDraft] = []
        for one in history.occurrences where one.account >= 0 && one.isDoneByAccount {
            if let before = last[one.account], one.at - before >= span { woken[one.account] = one.at }
            last[one.account] = one.at
            guard one.type == .searchStarted, let since = woken[one.account], let search = history.search(one.search)
            else { continue }
            woken[one.account] = nil
            // Whoever came back weeks ago does not wake by searching.
            guard one.at - since <= 7 * 86_400 else { continue }
            drafts.append(
                draft(
                    .dormantWoken, key: [text(one.account), text(one.search)], account: one.account, searches: [search])
            )
        }
        return drafts
    }

    /// Somebody who was suspended, or uses the account of somebody who was.
    func leavers() -> [SignalDraft] {
        var suspended: Set<Int32> = []
        var tries: [Int32: [Occurrence]] = [:]
        for one in history.occurrences {
            switch one.type {
            case .accountSuspended: suspended.insert(one.subject)
            case .accountResumed: suspended.remove(one.subject)
            case .loginFailed where suspended.contains(one.account): tries[one.account, default: []].append(one)
            default: break
            }
        }
        return tries.flatMap { account, own -> [SignalDraft] in
            Episode.find(own, at: \.at, within: window) { $0.count >= limits.leaverTries }.map { found in
                draft(
                    .leaver, key: [text(account), "\(found[found.startIndex].index)"], account: account,
                    entries: Array(found), figures: ["tries": found.count])
            }
        }
    }

    func closedCases() -> [SignalDraft] {
        refusals(.closedCase, within: window, atLeast: limits.closedCaseTries) { $0 == "case.closed" }
    }

    func refusedOften() -> [SignalDraft] {
        refusals(.refusedOften, within: 86_400, atLeast: limits.refusedInADay) { _ in true }
    }

    private func refusals(
        _ kind: SignalKind, within span: Int64, atLeast least: Int, _ isMeant: (String) -> Bool
    ) -> [SignalDraft] {
        let refused = occurrences(of: [.searchRefused]).filter { history.word($0.word).map(isMeant) ?? false }
        return Dictionary(grouping: refused, by: \.account).flatMap { account, own -> [SignalDraft] in
            Episode.find(own, at: \.at, within: span) { $0.count >= least }.map { found in
                draft(
                    kind, key: [text(account), "\(found[found.startIndex].index)"], account: account,
                    entries: Array(found), figures: ["refused": found.count])
            }
        }
    }
}

extension History {
    /// The occurrence of a place in the log; none when it is of a later version.
    func occurrence(at index: Int32) -> [Occurrence] {
        var (low, high) = (0, occurrences.count)
        while low < high {
            let middle = (low + high) / 2
            if occurrences[middle].index < index { low = middle + 1 } else { high = middle }
        }
        return low < occurrences.count && occurrences[low].index == index ? [occurrences[low]] : []
    }
}
