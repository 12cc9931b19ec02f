import Foundation
import TransparencyLog

/// A published report as CSV (RFC 4180): a row for each count, the signed note behind them as comments. A count that is not told
/// exactly says so in its own row, and why.
extension PublishedReport {
    public func csv() -> String {
        var lines = [["measure", "what", "of", "least", "most", "told", "why"]]
        func add(_ measure: String, _ what: String, _ of: String, _ told: ToldCount) {
            let (least, most) = bounds(told)
            lines.append([measure, what, of, "\(least)", "\(most)"] + why(ReportMark(told)))
        }
        func add(_ measure: String, _ span: Report.Span) {
            add(measure, "total", report.period.text, span.total)
            for (month, told) in zip(report.months, span.months) { add(measure, "month", month, told) }
        }
        for row in report.rows { add(row.measure.rawValue, Report.Span(total: row.total, months: row.months)) }
        for (month, told) in zip(report.months, report.accountsSearching) {
            add("accounts-searching", "month", month, told)
        }
        add("erased-entries", report.erased)
        let last = report.months.last ?? ""
        for basis in report.base.collections {
            add("collections", "since \(basis.since), \(basis.basis)", "end of \(last)", .exactly(basis.count))
        }
        add("collections-closed", "all", "end of \(last)", .exactly(report.base.closed))
        // What a run that was cut off brought in is in no entry.
        let what = report.base.isWhole ? "all" : "those that the log tells"
        add("photos-searched", what, "end of \(last)", report.base.photos)
        add("faces-searched", what, "end of \(last)", report.base.faces)
        for year in report.years {
            for measure in ReportColumns.byPurpose {
                lines += rows(measure.rawValue, "purpose", year.year, year.purposes[measure])
            }
            for measure in ReportColumns.byOrganisation {
                lines += rows(measure.rawValue, "organisation", year.year, year.organisations[measure])
            }
        }
        let note = String(decoding: note.serialised(), as: UTF8.self)
        return lines.map { $0.map(Self.quoted).joined(separator: ",") + "\r\n" }.joined()
            + note.split(separator: "\n", omittingEmptySubsequences: false).map { "# \($0)\r\n" }.joined()
    }

    private func why(_ mark: ReportMark?) -> [String] {
        [mark?.rawValue ?? "exact", mark?.meaning(report.smallest) ?? ""]
    }

    private func rows(_ measure: String, _ kind: String, _ year: String, _ parts: ToldParts?) -> [[String]] {
        guard let parts else { return [[measure, "by \(kind)", year, "", ""] + why(.withheld)] }
        let single = parts.single.sorted { $0.key < $1.key }.map {
            [measure, "\(kind) \($0.key)", year, "\($0.value)", "\($0.value)"] + why(nil)
        }
        guard !parts.together.isEmpty else { return single }
        let names = parts.together.joined(separator: "; ")
        return single + [[measure, "\(kind) \(names) together", year, "\(parts.sum)", "\(parts.sum)"] + why(.together)]
    }

    /// A name that begins as a spreadsheet's formula does is text all the same.
    private static func quoted(_ field: String) -> String {
        let safe = ["=", "+", "-", "@"].contains(where: field.hasPrefix) ? "'" + field : field
        guard safe.contains(where: { ",\"\r\n".contains($0) }) else { return safe }
        return "\"\(safe.replacing("\"", with: "\"\""))\""
    }
}
