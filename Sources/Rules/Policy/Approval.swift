/// What an approver is asked for, from the least to the most.
public enum Approval: String, Hashable, Sendable, CaseIterable {
    /// Nothing: the policy itself is the standing authorisation.
    case none
    /// Each project.
    case perProject = "per-project"
    /// Each case.
    case perCase = "per-case"
}

extension Approval: Comparable {
    public static func < (left: Approval, right: Approval) -> Bool { left.strictness < right.strictness }

    private var strictness: Int {
        switch self {
        case .none: 0
        case .perProject: 1
        case .perCase: 2
        }
    }
}
