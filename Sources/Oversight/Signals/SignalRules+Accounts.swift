import FaceSearch
import Rules

/// What is known of an account by when it was used.
extension SignalRules {
    /// An account that nobody worked with for long, and then searches.
    func dormantWoken() -> [SignalDraft] {
        let span = Int64(limits.dormantDays) * 86_400
        var use: [Int32: Use] = [:]
        var drafts: [SignalDraft] = []
        for one in history.occurrences {
            // It sleeps from the day on which it is made.
            if one.type == .accountCreated, one.subject >= 0 { use[one.subject] = Use(worked: one.at) }
            guard one.account >= 0, one.isDoneByAccount else { continue }
            if one.type == .loginSucceeded { use[one.account, default: Use(worked: one.at)].logsIn(at: one.at) }
            guard one.type.isWork else { continue }
            var own = use[one.account] ?? Use(worked: one.at)
            if one.at - own.worked >= span, 7 * own.daysLoggedIn(since: one.at - span) < limits.dormantDays {
                own.woken = one.at
            }
            own.works(at: one.at)
            defer { use[one.account] = own }
            guard one.type == .searchStarted, let woken = own.woken, let search = history.search(one.search) else {
                continue
            }
            own.woken = nil
            // Whoever came back to other work weeks ago does not wake by searching.
            guard one.at - woken <= 7 * 86_400 else { continue }
            drafts.append(
                draft(
                    .dormantWoken, key: [text(one.account), text(one.search)], account: one.account, searches: [search])
            )
        }
        return drafts
    }

    /// What an account was used for so far.
    private struct Use {
        /// When it last did any work, or was made.
        var worked: Int64
        var woken: Int64?
        /// Days since then on which somebody logged in, by their number, ascending.
        private var days: [Int64] = []

        init(worked: Int64) { self.worked = worked }

        mutating func works(at moment: Int64) {
            worked = moment
            days.removeAll()
        }

        mutating func logsIn(at moment: Int64) {
            if days.last != moment / 86_400 { days.append(moment / 86_400) }
        }

        func daysLoggedIn(since moment: Int64) -> Int { days.reversed().prefix { $0 >= moment / 86_400 }.count }
    }

    /// Somebody who was suspended, or uses the account of somebody who was.
    ///
    /// Anybody who knows a name can try, as often as they like. So it rests on the tries that made it a signal, and on the first of
    /// the second, the fourth, the eighth day with tries, and so on: in 90 days it grows six times at most.
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
                let days = Self.firstOfDays(found)
                let later = days.indices.filter { ($0 + 1).nonzeroBitCount == 1 }.map { days[$0] }
                return draft(
                    .leaver, key: [text(account), "\(found[found.startIndex].index)"], account: account,
                    entries: Array(found.prefix(limits.leaverTries)) + later,
                    figures: ["tries": found.count, "days": days.count])
            }
        }
    }

    private static func firstOfDays(_ tries: ArraySlice<Occurrence>) -> [Occurrence] {
        var days: Set<Int64> = []
        return tries.filter { days.insert($0.at / 86_400).inserted }
    }
}

extension EventType {
    /// Whether it is a use of what an account is for. Not to come and go, nor what only leads up to a search: who wakes an account
    /// does that first.
    fileprivate var isWork: Bool {
        switch self {
        case .loginSucceeded, .loginEnded, .loginFailed, .accountSetUp, .passwordChanged, .tokenCreated, .tokenRevoked,
            .caseOpened, .authorisationRequested, .breakGlassUsed, .searchRefused:
            false
        default: true
        }
    }
}
