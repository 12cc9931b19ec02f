import Records
import Rules

extension Words {
    /// A signal's figures: `3 cases, 6 searches`.
    static func figures(_ evidence: SignalEvidence) -> String {
        evidence.figures.sorted { $0.key < $1.key }
            .map { name, count in
                let (one, many) = nouns[name] ?? (spelled(name), spelled(name))
                return "\(number(count)) \(count == 1 ? one : many)"
            }.joined(separator: ", ")
    }

    /// What the rules count, for one and for several.
    private static let nouns = [
        "accounts": ("account", "accounts"), "approvals": ("approval", "approvals"), "cases": ("case", "cases"),
        "faces": ("face", "faces"), "middle": ("by the middle colleague", "by the middle colleague"),
        "refused": ("refused search", "refused searches"), "repeats": ("repeat", "repeats"),
        "searches": ("search", "searches"), "tries": ("try", "tries"), "uses": ("use", "uses"),
    ]
}
