/// Whose use is counted: everybody's, or what belongs to all that is named here.
public struct Scope: Hashable, Sendable {
    public var organisation: RandomID?
    public var unit: RandomID?
    public var account: RandomID?

    public init(organisation: RandomID? = nil, unit: RandomID? = nil, account: RandomID? = nil) {
        self.organisation = organisation
        self.unit = unit
        self.account = account
    }

    public static let everybody = Scope()
}

/// A scope in a history's numbers; nil where it is not narrowed.
struct NumberedScope {
    private let organisation: Int32?
    private let unit: Int32?
    private let account: Int32?

    init(_ scope: Scope, in history: History) {
        // What the log never named has no number, and nothing in it.
        organisation = scope.organisation.map { history.number(of: $0) ?? -2 }
        unit = scope.unit.map { history.number(of: $0) ?? -2 }
        account = scope.account.map { history.number(of: $0) ?? -2 }
    }

    @inline(__always)
    func holds(_ one: Occurrence) -> Bool {
        (organisation == nil || organisation == one.organisation) && (unit == nil || unit == one.unit)
            && (account == nil || account == one.account)
    }
}
