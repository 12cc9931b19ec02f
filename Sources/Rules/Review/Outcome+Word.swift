extension Outcome.Kind {
    /// As people and records write it.
    public var word: String {
        switch self {
        case .noLead: "no-lead"
        case .lead: "lead"
        case .ruledOut: "ruled-out"
        case .identified: "identified"
        case .actionTaken: "action-taken"
        }
    }

    /// What was done, when something was.
    public var action: Outcome.Action? {
        if case .actionTaken(let action) = self { action } else { nil }
    }

    public static let words = ["no-lead", "lead", "ruled-out", "identified", "action-taken"]

    /// - Parameter action: needed for `action-taken`, and for nothing else.
    /// - Returns: nil when word and action do not make an outcome.
    public init?(word: String, action: Outcome.Action?) {
        switch (word, action) {
        case ("no-lead", nil): self = .noLead
        case ("lead", nil): self = .lead
        case ("ruled-out", nil): self = .ruledOut
        case ("identified", nil): self = .identified
        case ("action-taken", let action?): self = .actionTaken(action)
        default: return nil
        }
    }
}
