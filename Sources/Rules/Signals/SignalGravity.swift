/// How grave it is what a signal may point to, by its rule alone: where an overseer begins. It says nothing of how likely that is.
public enum SignalGravity: String, Hashable, Sendable, CaseIterable, Comparable {
    /// Somebody may have been looked for who must not be.
    case grave
    /// A safeguard may have been gone round: an approval, a suspension, a closed case.
    case serious
    /// Use differs from colleagues', or from what is usual.
    case unusual

    /// As people read it.
    public var word: String { rawValue }

    /// What the word means, in a sentence.
    public var sentence: String {
        switch self {
        case .grave: "Somebody may have been looked for who must not be."
        case .serious: "A safeguard may have been gone round: an approval, a suspension, a closed case."
        case .unusual: "Use differs from that of colleagues, or from what is usual."
        }
    }

    /// The gravest first.
    public static func < (one: SignalGravity, other: SignalGravity) -> Bool { one.rank < other.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension SignalKind {
    public var gravity: SignalGravity {
        switch self {
        case .sameFaceCases, .sameFaceAccounts, .afterRefusal, .protectedPerson, .sealedPerson: .grave
        case .unlikeFaces, .hastyApprovals, .samePair, .closedCase, .leaver, .dormantWoken, .breakGlassHabit: .serious
        case .repeatedAfterNobody, .farMoreThanPeers, .oddHours, .burstBeforeExpiry, .refusedOften: .unusual
        }
    }
}
