public import Vocabulary

/// What became of a signal so far.
public enum SignalState: String, Hashable, Sendable, CaseIterable {
    /// Nobody has said anything of it, or it was reopened.
    case open
    /// An overseer found a harmless reason.
    case explained
    /// An overseer found that it is what it looks like.
    case upheld
}

/// What an overseer says of a signal.
public enum SignalDecision: String, Hashable, Sendable, CaseIterable {
    case explained, upheld, reopened
}

extension SignalState {
    /// What follows from a decision: an open signal is explained or upheld, any other reopened first.
    /// - Throws: `signal.decided` when it is not open, `signal.open` when it cannot be reopened.
    public func after(_ decision: SignalDecision) throws(Failure) -> SignalState {
        switch (self, decision) {
        case (.open, .explained): return .explained
        case (.open, .upheld): return .upheld
        case (.explained, .reopened), (.upheld, .reopened): return .open
        case (.open, .reopened):
            throw Failure(.signalOpen, "The signal is open already.", remedy: "Explain or uphold it.")
        case (.explained, _), (.upheld, _):
            throw Failure(
                .signalDecided, "The signal was decided on already.",
                remedy: "Reopen it first, and say why; what was said stays on record.")
        }
    }

    /// What follows when there is new evidence: what was explained may no longer be, what was upheld stays so.
    public var afterNewEvidence: SignalState { self == .explained ? .open : self }
}

extension Failure.Code {
    /// It was explained or upheld, and not reopened.
    public static let signalDecided = Failure.Code("signal.decided", .policy)
    public static let signalOpen = Failure.Code("signal.open", .usage)
    /// A decision, or a look at a face, without a reason that says anything.
    public static let signalUnexplained = Failure.Code("signal.unexplained", .policy)
}

/// The reason for what an overseer does with a signal; other overseers read it.
public enum SignalReason {
    /// The fewest characters that say anything.
    public static let shortest = 20

    /// - Throws: `signal.unexplained`, `text.unusable`.
    public static func check(_ reason: String) throws(Failure) {
        try FreeText.check(reason)
        guard Explanation.length(of: reason) >= shortest else {
            throw Failure(
                .signalUnexplained, "This needs a reason.",
                remedy: "Say in at least \(shortest) characters why; the other overseers read it.")
        }
    }
}
