import FaceSearch
import Records
import Rules

extension Words {
    static func title(_ signal: Signal) -> String { signal.kind?.title ?? spelled(signal.record.kind) }

    static func gravity(_ gravity: SignalGravity) -> Fields {
        switch gravity {
        case .grave: state("alert", gravity.word)
        case .serious: state("wait", gravity.word)
        case .unusual: state("plain", gravity.word)
        }
    }

    /// Of whom a signal is about; of many, the first and how many more.
    static func organisations(of signal: Signal) -> String? {
        let names = signal.organisations
        guard names.count > 3 else { return names.isEmpty ? nil : names.joined(separator: ", ") }
        return names.prefix(2).joined(separator: ", ") + " and \(number(names.count - 2)) more"
    }

    static func state(_ state: SignalState) -> Fields {
        switch state {
        case .open: Self.state("wait", "open")
        case .explained: Self.state("ended", "explained")
        case .upheld: Self.state("alert", "upheld")
        }
    }

    static func state(_ decision: SignalDecision) -> Fields {
        switch decision {
        case .explained: Self.state("ended", "explained")
        case .upheld: Self.state("alert", "upheld")
        case .reopened: Self.state("wait", "opened again")
        }
    }

    /// A signal's figures: `3 cases, 6 searches`.
    static func figures(_ evidence: SignalEvidence) -> String {
        evidence.figures.sorted { $0.key < $1.key }
            .map { name, count in
                let (one, many) = nouns[name] ?? (spelled(name), spelled(name))
                return "\(number(count)) \(count == 1 ? one : many)"
            }.joined(separator: ", ")
    }

    /// Why a search was refused, by the failure's code.
    static func refusal(_ code: String) -> String {
        reasons[code] ?? spelled(code.replacing(".", with: ": "))
    }

    private static let reasons = [
        "authorisation.ended": "the approval had ended", "authorisation.exhausted": "all approved searches were used",
        "authorisation.expired": "the approval was over", "authorisation.not-approved": "not approved",
        "authorisation.not-yet": "before the approval began", "authorisation.not-yours": "somebody else’s approval",
        "authorisation.out-of-scope": "not what was approved", "authorisation.required": "no approval was named",
        "authorisation.undecided": "not decided on yet", "case.closed": "the case is closed",
        "grant.none": "another organisation’s collection", "role.missing": "no searcher",
    ]

    /// What the rules count, for one and for several.
    private static let nouns = [
        "accounts": ("account", "accounts"), "approvals": ("approval", "approvals"), "cases": ("case", "cases"),
        "days": ("day", "days"),
        "faces": ("face", "faces"), "middle": ("by the middle colleague", "by the middle colleague"),
        "refused": ("refused search", "refused searches"), "repeats": ("repeat", "repeats"),
        "requests": ("request of a person", "requests of people"),
        "searches": ("search", "searches"), "tries": ("try", "tries"), "uses": ("use", "uses"),
    ]
}
