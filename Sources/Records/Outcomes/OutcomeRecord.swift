public import Foundation
public import Rules

/// What came of a case, as somebody recorded it; a case may have several.
public struct OutcomeRecord: Hashable, Sendable {
    /// 32 hexadecimal digits.
    public var ref: String
    public var caseRef: CaseRef
    public var outcome: Outcome
    public var at: Date
    public var account: AccountRef

    public init(ref: String, caseRef: CaseRef, outcome: Outcome, at: Date, account: AccountRef) {
        self.ref = ref
        self.caseRef = caseRef
        self.outcome = outcome
        self.at = at
        self.account = account
    }
}
