/// Why a number of a report is told as it is: a mark beside it, and what the mark means beneath its table.
enum ReportMark: String, CaseIterable {
    case few, range, together, withheld

    init?(_ told: ToldCount) {
        switch told {
        case .exactly: return nil
        case .few: self = .few
        case .between: self = .range
        }
    }

    /// Beside a number. A table that is held back has none: it is named instead.
    var sign: String {
        switch self {
        case .few: "†"
        case .range: "‡"
        case .together: "§"
        case .withheld: ""
        }
    }

    /// - Parameter smallest: counts below this are small.
    func meaning(_ smallest: Int) -> String {
        switch self {
        case .few:
            "from 1 to \(smallest - 1); which of these is held back, so that nobody is recognised because few were like them"
        case .range:
            "a sum in which there are counts from 1 to \(smallest - 1), told as the least and the most that it can be; exactly told, it could give "
                + "one of them away"
        case .together:
            "told as one sum, because one of them is small and the others by themselves would give it away"
        case .withheld:
            "held back, because there were too few, or because its parts would give a small count away"
        }
    }
}

extension PublishedReport {
    /// What marks there are on some numbers mean, in a fixed order.
    func legend(_ marks: some Sequence<ReportMark?>) -> [[String: Any]] {
        let there = Set(marks.compactMap(\.self))
        return ReportMark.allCases.filter(there.contains).map {
            ["sign": $0.sign, "meaning": $0.meaning(report.smallest)]
        }
    }

    /// A number with its mark, for a template.
    func cell(_ told: ToldCount) -> [String: Any] {
        ["count": words(told), "mark": ReportMark(told).map { [$0.sign] } ?? []]
    }
}
