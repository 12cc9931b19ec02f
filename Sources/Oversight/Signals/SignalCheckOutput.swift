/// What a check of the rules came to, as JSON (docs/json.md).
package struct SignalCheckOutput: Encodable {
    let raised: Int
    let grown: Int
    let reopened: Int
    let unchanged: Int
    let comparesFaces: Bool
    let seconds: Double

    package init(_ check: SignalCheck) {
        (raised, grown, reopened, unchanged) = (check.raised, check.grown, check.reopened, check.unchanged)
        comparesFaces = check.comparesFaces
        seconds = Double(check.took.components.seconds) + Double(check.took.components.attoseconds) / 1e18
    }
}
