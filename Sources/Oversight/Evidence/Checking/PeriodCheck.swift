import FaceSearch
import Foundation
import TransparencyLog

/// Whether a period's entries are all that the log has between two places, with an entry before and one after that show that
/// the period begins and ends there.
struct PeriodCheck {
    private let period: Period
    private let manifest: PackManifest
    private var expected: Int
    private var sawExport = false
    private var strays = 0
    /// Entries from before the period, with what they say something of.
    private var earlier: [(index: Int, subject: String?)] = []
    private var grounds = SearchGrounds()

    init(_ period: Period, _ manifest: PackManifest) {
        self.period = period
        self.manifest = manifest
        expected = max(0, manifest.range.lowerBound - 1)
    }

    private var range: Range<Int> { manifest.range }
    /// The last place that is not the export's alone.
    private var last: Int { range.upperBound < manifest.head.size ? range.upperBound : range.upperBound - 1 }

    /// To be told entries in the order of their places, each place once.
    mutating func take(_ index: Int, _ event: LoggedEvent?, _ report: inout PackReport) {
        if index == manifest.exportEntry {
            sawExport = true
            // It may stand apart, on either side.
            if index > last || index < range.lowerBound - 1 { return }
        }
        if let event { grounds.take(index, event, isOfPeriod: range.contains(index)) }
        if index < range.lowerBound - 1 {
            earlier.append((index, event.flatMap(SearchGrounds.subject)))
            return
        }
        tellGap(before: index, &report)
        if index > last {
            report.tell(.scope, in: .entries, entry: index, "the period does not cover it")
        }
        expected = max(expected, index + 1)
        guard let event else { return }
        let isIn = period.contains(event.time)
        if range.contains(index) {
            let isEdge = index == range.lowerBound || index == range.upperBound - 1
            if isEdge, !isIn {
                report.tell(.scope, in: .entries, entry: index, "it is not in the period, and an edge of its range")
            } else if !isIn {
                strays += 1
            }
        } else if isIn {
            report.tell(.range, in: .manifest, entry: index, "it is in the period, and left out of its range")
        }
    }

    private mutating func tellGap(before index: Int, _ report: inout PackReport) {
        guard index > expected, expected <= last else { return }
        let end = min(index - 1, last)
        report.tell(
            .range, in: .entries, entry: expected,
            end == expected ? "it is missing" : "it and those up to entry \(end) are missing")
    }

    mutating func finish(_ report: inout PackReport) {
        tellGap(before: last + 1, &report)
        for (index, subject) in earlier where !(subject.map(grounds.isNeeded) ?? false) {
            report.tell(
                .scope, in: .entries, entry: index, "the period does not cover it, and no search in it rests on it")
        }
        for (search, what) in grounds.gaps { report.tell(.range, in: .entries, entry: search, what) }
        if let said = manifest.earlier, said != earlier.count {
            report.tell(.count, in: .manifest, "it says \(said) for “earlier”, and there are \(earlier.count)")
        }
        if !sawExport { report.tell(.range, in: .entries, entry: manifest.exportEntry, "its own export is missing") }
        if strays > 0 {
            report.notes.append(
                "\(strays) entries stand within the period's range with a time outside it: the machine's clock had been ahead."
            )
        }
    }
}
