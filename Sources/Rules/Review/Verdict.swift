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
