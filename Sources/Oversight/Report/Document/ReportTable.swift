import Foundation
import TransparencyLog

/// A published report as CSV (RFC 4180): a row for each count, the signed note behind them as comments.
extension PublishedReport {
    public func csv() -> String {
        var lines = [["measure", "what", "of", "least", "most"]]
        func add(_ measure: String, _ what: String, _ of: String, _ told: ToldCount) {
            let (least, most) = bounds(told)
            lines.append([measure, what, of, least, most])
        }
        for row in report.rows {
            add(row.measure.rawValue, "total", report.period.text, row.total)
            for (month, told) in zip(report.months, row.months) { add(row.measure.rawValue, "month", month, told) }
        }
        for (month, told) in zip(report.months, report.accountsSearching) {
            add("accounts-searching", "month", month, told)
        }
        for year in report.years {
            if let purposes = year.purposes { lines += rows("searches", "purpose", year.year, purposes) }
            for measure in ReportColumns.byOrganisation {
                guard let parts = year.organisations[measure] else { continue }
                lines += rows(measure.rawValue, "organisation", year.year, parts)
            }
        }
        let note = String(decoding: note.serialised(), as: UTF8.self)
        return lines.map { $0.map(Self.quoted).joined(separator: ",") + "\r\n" }.joined()
            + note.split(separator: "\n", omittingEmptySubsequences: false).map { "# \($0)\r\n" }.joined()
    }

    private func rows(_ measure: String, _ kind: String, _ year: String, _ parts: ToldParts) -> [[String]] {
        let single = parts.single.sorted { $0.key < $1.key }.map {
            [measure, "\(kind) \($0.key)", year, "\($0.value)", "\($0.value)"]
        }
        guard !parts.together.isEmpty else { return single }
        let names = parts.together.joined(separator: "; ")
        return single + [[measure, "\(kind) \(names) together", year, "\(parts.sum)", "\(parts.sum)"]]
    }

    private func bounds(_ told: ToldCount) -> (String, String) {
        switch told {
        case .exactly(let count): ("\(count)", "\(count)")
        case .few: ("1", "\(report.smallest - 1)")
        case .between(let least, let most): ("\(least)", "\(most)")
        }
    }

    /// A name that begins as a spreadsheet's formula does is text all the same.
    private static func quoted(_ field: String) -> String {
        let safe = ["=", "+", "-", "@"].contains(where: field.hasPrefix) ? "'" + field : field
        guard safe.contains(where: { ",\"\r\n".contains($0) }) else { return safe }
        return "\"\(safe.replacing("\"", with: "\"\""))\""
    }
}
