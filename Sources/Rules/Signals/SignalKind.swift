/// Each rule by which use is a signal. The words stand in the records: none is ever given another meaning.
public enum SignalKind: String, Hashable, Sendable, CaseIterable {
    case sameFaceCases = "same-face-cases"
    case sameFaceAccounts = "same-face-accounts"
    case repeatedAfterNobody = "repeated-after-nobody"
    case afterRefusal = "after-refusal"
    case farMoreThanPeers = "far-more-than-peers"
    case oddHours = "odd-hours"
    case burstBeforeExpiry = "burst-before-expiry"
    case unlikeFaces = "unlike-faces"
    case hastyApprovals = "hasty-approvals"
    case samePair = "same-pair"
    case closedCase = "closed-case"
    case leaver
    case dormantWoken = "dormant-woken"
    case breakGlassHabit = "break-glass-habit"
    case refusedOften = "refused-often"
    case protectedPerson = "protected-person"
    case sealedPerson = "sealed-person"

    /// As records and people write it.
    public var word: String { rawValue }

    /// What an overseer reads in a list.
    public var title: String {
        switch self {
        case .sameFaceCases: "The same face on several cases"
        case .sameFaceAccounts: "The same face by several accounts"
        case .repeatedAfterNobody: "Searched again and again in vain"
        case .afterRefusal: "Searched after a refusal"
        case .farMoreThanPeers: "Far more searches than colleagues"
        case .oddHours: "Searches outside of usual hours"
        case .burstBeforeExpiry: "Many searches just before an authorisation ended"
        case .unlikeFaces: "Different people on one authorisation"
        case .hastyApprovals: "Approved within seconds"
        case .samePair: "Nearly always the same approver"
        case .closedCase: "A search tried on a closed case"
        case .leaver: "A suspended account tried to log in"
        case .dormantWoken: "An account that slept searches again"
        case .breakGlassHabit: "Break-glass as a habit"
        case .refusedOften: "Often refused in a day"
        case .protectedPerson: "A protected person was searched for"
        case .sealedPerson: "A sealed person would have been shown"
        }
    }

    /// The rule in a sentence, with the policy's limits.
    public func sentence(_ limits: SignalLimits) -> String {
        let alike = "two probes whose similarity is \(Self.similarity(limits)) or more are taken for the same face"
        let requests = "(requests of people about themselves count like cases, but for one of them)"
        let window = "within \(Self.days(limits.windowDays))"
        return switch self {
        case .sameFaceCases:
            "One account searched the same face on \(limits.sameFaceCases) or more cases \(window) \(requests); \(alike)."
        case .sameFaceAccounts:
            "\(limits.sameFaceAccounts) or more accounts searched the same face \(window), not all of them on one case "
                + "\(requests); \(alike)."
        case .repeatedAfterNobody:
            "After a search found nobody, an account searched the same face "
                + "\(Self.times(limits.repeatsAfterNobody)) or more again \(window), in vain; \(alike)."
        case .afterRefusal:
            "Within \(Self.days(limits.afterRefusalDays)) after a request was refused, its requester searched the same case or "
                + "the same face on a new one that whoever refused did not approve; \(alike)."
        case .farMoreThanPeers:
            "In seven days in a row an account made \(limits.peerLeast) or more searches, and at least "
                + "\(Self.times(limits.peerMultiple)) as many as the middle one of its colleagues."
        case .oddHours:
            "An account made \(limits.oddHourSearches) or more searches \(window) that were not between "
                + "\(limits.shiftBegins):00 and \(limits.shiftEnds):00 UTC."
        case .burstBeforeExpiry:
            "\(limits.burstSearches) or more searches were made in the last "
                + "\(Self.hours(limits.burstHours)) of their authorisation, and they are at least half of those made on it."
        case .unlikeFaces:
            "One authorisation was used for \(limits.unlikeFaces) or more faces that are unlike each other; \(alike)."
        case .hastyApprovals:
            "An approver approved \(Self.times(limits.hastyApprovals)) or more \(window) "
                + "no later than \(Self.seconds(limits.hastySeconds)) after the request."
        case .samePair:
            "Of a requester's approvals \(window) one approver gave \(limits.pairApprovals) or more, nine of ten at least, "
                + "although most colleagues' come from several."
        case .closedCase:
            "An account tried \(Self.times(limits.closedCaseTries)) or more to search on a case that was closed."
        case .leaver:
            "Somebody tried \(Self.times(limits.leaverTries)) or more to log in with an account that is suspended."
        case .dormantWoken:
            "An account searched after \(Self.days(limits.dormantDays)) or more without any use; to log in is no use, unless "
                + "it was on one day in seven at least."
        case .breakGlassHabit:
            "An account used break-glass \(Self.times(limits.breakGlassUses)) or more \(window)."
        case .refusedOften:
            "\(limits.refusedInADay) or more searches by one account were refused in one day."
        case .protectedPerson:
            "The probe of a search resembles somebody who asked that overseers be told when they are searched for, "
                + "at a similarity of \(Self.similarity(limits)) or more."
        case .sealedPerson:
            "A search would have shown a sealed person, had they not been sealed; or a search for a request did, to whoever "
                + "answers it."
        }
    }

    /// What the similarity in the rule means, in a sentence; nil for a rule that compares no faces.
    public func meaningOfSimilarity(_ limits: SignalLimits) -> String? {
        switch self {
        case .sameFaceCases, .sameFaceAccounts, .repeatedAfterNobody, .afterRefusal, .unlikeFaces, .protectedPerson:
            "Similarity is how alike two faces look to the recogniser, from -1 to 1; it does not say how likely it is that they "
                + "are one person’s, and at \(Self.similarity(limits)) strangers who look alike can be taken for one."
        default: nil
        }
    }

    private static func similarity(_ limits: SignalLimits) -> String {
        let digits = String(limits.sameFacePerThousand + 1000).dropFirst()
        return "0." + (digits.hasSuffix("0") ? digits.dropLast() : digits)
    }

    private static func days(_ count: Int) -> String { count == 1 ? "1 day" : "\(count) days" }
    private static func hours(_ count: Int) -> String { count == 1 ? "hour" : "\(count) hours" }
    private static func seconds(_ count: Int) -> String { count == 1 ? "1 second" : "\(count) seconds" }
    private static func times(_ count: Int) -> String { count == 1 ? "once" : count == 2 ? "twice" : "\(count) times" }
}
