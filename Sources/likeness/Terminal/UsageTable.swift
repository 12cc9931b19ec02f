import Foundation
import Oversight

/// Figures for the terminal: those that are not zero, and a line for each part.
struct UsageTable {
    private let period: Period
    private let figures: Figures
    private let parts: [(name: String, figures: Figures)]

    private let outcomes: [Measure: [String: Int]]

    init(
        _ period: Period, _ figures: Figures, _ parts: [(name: String, figures: Figures)],
        _ outcomes: [Measure: [String: Int]]
    ) {
        self.outcomes = outcomes
        self.period = period
        self.figures = figures
        self.parts = parts
    }

    var text: String {
        var lines = ["Use in \(period.words)", ""]
        for group in MeasureGroup.allCases {
            let told = group.measures.filter { figures[$0] > 0 }
            guard !told.isEmpty else { continue }
            lines.append(group.title)
            for measure in told {
                lines.append("  " + padded(measure.title, 30) + "\(figures[measure])" + purposes(of: measure))
            }
        }
        lines.append("  " + padded("Accounts that searched", 30) + "\(figures.accountsSearching)")
        if !parts.isEmpty {
            lines += [
                "",
                padded("Who", 32) + padded("Searches", 10) + padded("Nobody", 8) + padded("Refused", 9) + "Last search",
            ]
            for part in parts {
                lines.append(
                    padded(part.name, 32) + padded("\(part.figures[.searches])", 10)
                        + padded("\(part.figures[.nullResults])", 8) + padded("\(part.figures[.searchesRefused])", 9)
                        + (part.figures.lastSearch.map { String($0.formatted(.iso8601).prefix(10)) } ?? "none"))
            }
        }
        lines.append("")
        return lines.joined(separator: "\n")
    }

    /// `  (fraud 2, missing-person 1)`: what was searched for, of outcomes.
    private func purposes(of measure: Measure) -> String {
        guard let counts = outcomes[measure] else { return "" }
        let told = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
        return "  (\(told.joined(separator: ", ")))"
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text.count < width ? text.padding(toLength: width, withPad: " ", startingAt: 0) : text + " "
    }
}
