import FaceSearch
import Rules

/// What is known of a search by when it was made, or tried.
extension SignalRules {
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
