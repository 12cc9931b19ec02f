import Foundation
import Oversight

/// A report for the terminal: what and how often.
struct ReportTable {
    private let published: PublishedReport

    init(_ published: PublishedReport) { self.published = published }

    var text: String {
        let report = published.report
        var lines = ["Transparency report, \(report.period.words)", ""]
        let told = report.rows.map { (title: $0.measure.title, count: published.words($0.total)) }
        let width = told.map(\.title.count).max() ?? 0
        for row in told {
            lines.append(row.title.padding(toLength: width + 2, withPad: " ", startingAt: 0) + row.count)
        }
        let base = report.base
        let collections = base.collections.reduce(0) { $0 + $1.count }
        lines += [
            "",
            "Searched in, at its end: \(collections) \(collections == 1 ? "collection" : "collections"), "
                + "\(published.words(base.photos)) photos, \(published.words(base.faces)) faces"
                + (base.isWhole ? "." : "; not whole: the log does not tell all."),
            "From the first \(report.size) entries of the log \(report.origin).",
            "Counts below \(report.smallest) are told as \"fewer than \(report.smallest)\". "
                + "With --html, --csv, --json or --pdf it is signed.",
        ]
        return lines.joined(separator: "\n")
    }
}
