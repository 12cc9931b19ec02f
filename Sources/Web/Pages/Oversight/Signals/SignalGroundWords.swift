import Foundation
import Oversight

extension Words {
    /// On whose word searches were made, and what came of them: a row of a table.
    static func ground(_ ground: SignalGround) -> Fields {
        var became: [String]
        let (on, allowed): (String?, String)
        switch ground.kind {
        case .leave(let requester, let caseName, let decision):
            on = caseName
            allowed = words(decision, askedBy: requester)
            became = ground.outcomes.map {
                "\($0.word.map(spelled) ?? "something that is not known any more"), \(day($0.at))"
            }
        case .request(let kind, let state):
            on = "a person’s own request" + (kind.map { ": \($0)" } ?? "")
            allowed = "not needed: a custodian answers people who ask about themselves"
            became = [words(state)]
        case .nobodyAsked:
            on = nil
            allowed = "not needed here"
            became = []
        }
        if became.isEmpty { became = ["nothing recorded yet"] }
        return fields([
            "on": on, "allowed": allowed, "searches": number(ground.searches),
            "nobody": ground.foundNobody > 0 ? "\(number(ground.foundNobody)) found nobody" : nil,
            "became": became.joined(separator: "; "), "entry": ground.entry.map { "/oversight/entries/\($0)" },
        ])
    }

    private static func words(_ decision: SignalGround.Decision, askedBy requester: String) -> String {
        switch decision {
        case .waiting: "asked for by \(requester), not decided on"
        case .approved(let by, let at): "approved by \(by), \(day(at)); asked for by \(requester)"
        case .refused(let by, let at): "refused by \(by), \(day(at)); asked for by \(requester)"
        case .takenFirst: "break-glass by \(requester), approved by nobody"
        case .takenThenApproved(let by, let at): "break-glass by \(requester), approved afterwards by \(by), \(day(at))"
        case .takenThenRefused(let by, let at): "break-glass by \(requester), refused afterwards by \(by), \(day(at))"
        }
    }

    private static func words(_ state: SignalGround.Request) -> String {
        switch state {
        case .open: "not answered yet"
        case .answered: "answered"
        case .refused: "refused"
        case .withdrawn: "withdrawn"
        }
    }
}
