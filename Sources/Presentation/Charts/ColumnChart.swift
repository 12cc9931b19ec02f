import Foundation
import Mustache

/// Columns over time, as an SVG picture with a table beside it for whoever cannot see it. Only shapes are in the picture: words
/// stand beside it, so that they keep their size on any screen and in print.
package struct ColumnChart {
    package struct Column {
        package let label: String
        package let count: Int

        package init(label: String, count: Int) {
            self.label = label
            self.count = count
        }
    }

    /// Its template, for whoever shows it.
    package static let template = PackageResources.column_chart_mustache

    /// As a part of a page that is one file.
    package func html() -> String {
        let template = try? MustacheTemplate(string: String(decoding: Self.template, as: UTF8.self))
        return template?.render(fields) ?? ""
    }

    private let title: String
    private let noun: String
    private let columns: [Column]

    /// - Parameter noun: what is counted, as a table's head.
    package init(title: String, noun: String, _ columns: [Column]) {
        self.title = title
        self.noun = noun
        self.columns = columns
    }

    /// Of `column-chart.mustache`.
    package var fields: [String: Any] {
        let most = columns.map(\.count).max() ?? 0
        let width = 100 / Double(max(1, columns.count))
        return [
            "title": title, "noun": noun, "most": grouped(most), "description": description,
            "first": columns.first?.label ?? "", "last": columns.count > 1 ? columns.last?.label ?? "" : "",
            "hasColumns": most > 0,
            "columns": columns.enumerated().map { place, column in
                let height = 100 * Double(column.count) / Double(max(1, most))
                return [
                    "x": number(Double(place) * width + width * 0.1), "y": number(100 - height),
                    "width": number(width * 0.8), "height": number(height), "label": column.label,
                    "count": grouped(column.count),
                ]
            },
        ]
    }

    private var description: String {
        guard let top = columns.max(by: { $0.count < $1.count }), top.count > 0 else { return "Nothing to show." }
        return
            "From \(columns[0].label) to \(columns[columns.count - 1].label); most in \(top.label): \(grouped(top.count))."
    }

    private func number(_ number: Double) -> String { String(format: "%.3f", number) }
    private func grouped(_ number: Int) -> String { number.formatted(.number.locale(Locale(identifier: "en_GB"))) }
}
