public import Vocabulary

/// What an examiner says of a candidate.
public enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// Supports that probe and candidate show the same person.
    case supports
    case doesNotSupport = "does-not-support"
    case inconclusive
}

/// One examiner's verdict. The reasons are kept in Records.
public struct Review: Hashable, Sendable {
    public let examiner: AccountRef
    public let verdict: Verdict

    public init(by examiner: AccountRef, _ verdict: Verdict) {
        self.examiner = examiner
        self.verdict = verdict
    }
}

extension Review {
    /// The fewest characters in which a verdict can be explained.
    public static let shortestReasons = 20

    /// Whether reasons say anything.
    /// - Throws: `review.unexplained`.
    public static func check(reasons: String) throws(Failure) {
        guard Explanation.length(of: reasons) >= shortestReasons else {
            throw Failure(
                .reviewUnexplained, "A verdict needs its reasons.",
                remedy: "Say in at least \(shortestReasons) characters what you compared, and what you saw.")
        }
    }
}
