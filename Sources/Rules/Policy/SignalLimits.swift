import Vocabulary

/// From where on a pattern of use is a signal that an overseer looks into. `docs/signals.md` explains each rule.
public struct SignalLimits: Hashable, Sendable {
    /// Days that the sealed template of a probe is kept, for comparing probes with each other; 0: none is kept.
    public private(set) var templateDays = 0
    /// Two probes of this cosine or more, in thousandths, are taken for the same face.
    public private(set) var sameFacePerThousand = 0
    /// Days over which patterns are looked for.
    public private(set) var windowDays = 0
    /// The same face on so many cases, by one account.
    public private(set) var sameFaceCases = 0
    /// The same face by so many accounts.
    public private(set) var sameFaceAccounts = 0
    /// The same face again so many times after nobody was found.
    public private(set) var repeatsAfterNobody = 0
    /// Days after a refusal in which a search on the same case, or for the same face, is noticed.
    public private(set) var afterRefusalDays = 0
    /// So many times the searches of the middle colleague in a week,
    public private(set) var peerMultiple = 0
    /// and so many at least.
    public private(set) var peerLeast = 0
    /// The hours, UTC, between which work is usual.
    public private(set) var shiftBegins = 0
    public private(set) var shiftEnds = 0
    /// Searches outside of these by one account.
    public private(set) var oddHourSearches = 0
    /// So many searches in the last hours of an authorisation,
    public private(set) var burstSearches = 0
    public private(set) var burstHours = 0
    /// Unlike faces on one authorisation.
    public private(set) var unlikeFaces = 0
    /// An approval so soon after the request,
    public private(set) var hastySeconds = 0
    /// so many times by one approver.
    public private(set) var hastyApprovals = 0
    /// Approvals of one requester, all by one approver although there are others.
    public private(set) var pairApprovals = 0
    /// Searches tried on a case that was closed.
    public private(set) var closedCaseTries = 0
    /// Days without any use after which an account that searches has woken.
    public private(set) var dormantDays = 0
    /// Log-ins tried with the account of somebody who was suspended.
    public private(set) var leaverTries = 0
    /// Break-glass searches by one account.
    public private(set) var breakGlassUses = 0
    /// Searches refused by the rules to one account in a day.
    public private(set) var refusedInADay = 0

    /// One limit: its key in the policy's section `signals`, and the numbers that it may have.
    struct Key: Sendable {
        let name: String
        let bounds: ClosedRange<Int>
        let path: any WritableKeyPath<SignalLimits, Int> & Sendable
    }

    /// In the text's order.
    static let keys: [Key] = [
        Key(name: "template-days", bounds: 0...3650, path: \.templateDays),
        Key(name: "same-face-per-thousand", bounds: 300...950, path: \.sameFacePerThousand),
        Key(name: "window-days", bounds: 1...3650, path: \.windowDays),
        Key(name: "same-face-cases", bounds: 2...1000, path: \.sameFaceCases),
        Key(name: "same-face-accounts", bounds: 2...1000, path: \.sameFaceAccounts),
        Key(name: "repeats-after-nobody", bounds: 1...1000, path: \.repeatsAfterNobody),
        Key(name: "after-refusal-days", bounds: 1...365, path: \.afterRefusalDays),
        Key(name: "peer-multiple", bounds: 2...100, path: \.peerMultiple),
        Key(name: "peer-least", bounds: 1...10_000, path: \.peerLeast),
        Key(name: "shift-begins", bounds: 0...23, path: \.shiftBegins),
        Key(name: "shift-ends", bounds: 1...24, path: \.shiftEnds),
        Key(name: "odd-hour-searches", bounds: 1...1000, path: \.oddHourSearches),
        Key(name: "burst-searches", bounds: 2...1000, path: \.burstSearches),
        Key(name: "burst-hours", bounds: 1...168, path: \.burstHours),
        Key(name: "unlike-faces", bounds: 2...1000, path: \.unlikeFaces),
        Key(name: "hasty-seconds", bounds: 1...3600, path: \.hastySeconds),
        Key(name: "hasty-approvals", bounds: 1...1000, path: \.hastyApprovals),
        Key(name: "pair-approvals", bounds: 2...1000, path: \.pairApprovals),
        Key(name: "closed-case-tries", bounds: 1...1000, path: \.closedCaseTries),
        Key(name: "dormant-days", bounds: 1...3650, path: \.dormantDays),
        Key(name: "leaver-tries", bounds: 1...1000, path: \.leaverTries),
        Key(name: "break-glass-uses", bounds: 1...1000, path: \.breakGlassUses),
        Key(name: "refused-in-a-day", bounds: 1...1000, path: \.refusedInADay),
    ]

    init(_ section: PolicySection) throws(Failure) {
        for key in Self.keys { self[keyPath: key.path] = try section.number(key.name, in: key.bounds) }
        guard shiftBegins < shiftEnds else {
            throw PolicyProblem.malformed(
                line: section.line("shift-ends"), "`signals.shift-ends` is not after `signals.shift-begins`")
        }
    }

    var fields: [(path: String, value: String)] {
        Self.keys.map { ("signals.\($0.name)", "\(self[keyPath: $0.path])") }
    }
}
