import Foundation
import Presentation
import TransparencyLog

/// A published report as one self-contained page, to be read, printed and put on any web server; the signed note is in it. The
/// same report is always the same page, byte for byte, so that a changed word of it is found out.
extension PublishedReport {
    public func html() throws -> String {
        try SheetFile.render(String(decoding: PackageResources.report_mustache, as: UTF8.self), page)
    }

    private var page: [String: Any] {
        [
            "period": report.period.text, "periodWords": report.period.words,
            "publisher": report.publisher,
            "made": report.made.formatted(.iso8601.year().month().day()), "origin": report.origin,
            "size": grouped(report.size), "root": report.root, "smallest": report.smallest,
            "largestSmall": report.smallest - 1, "note": String(decoding: note.serialised(), as: UTF8.self),
            "erased": report.erased > 0 ? [grouped(report.erased)] : [],
            "headlines": [
                Measure.searches, .breakGlassUsed, .searchesRefused, .charges, .signalsRaised, .signalsUpheld,
            ]
            .compactMap(headline),
            "sections": ReportColumns.sections.map(section), "monthNames": report.months,
            "hasMonths": report.months.count > 1,
            "chart": [chart.html()],
            "series": report.rows.filter { $0.total != .exactly(0) }.map(series) + [searching],
            "years": report.years.map(year),
        ]
    }

    private func headline(_ measure: Measure) -> [String: Any]? {
        row(measure).map { ["title": measure.title, "count": words($0.total)] }
    }

    private func row(_ measure: Measure) -> Report.Row? { report.rows.first { $0.measure == measure } }

    private func section(_ section: ReportColumns.Section) -> [String: Any] {
        [
            "title": section.title,
            "rows": section.measures.compactMap(row).map {
                ["title": $0.measure.title, "definition": $0.measure.definition, "count": words($0.total)]
            },
        ]
    }

    /// Columns as high as what is told: of a small count, the least.
    private var chart: ColumnChart {
        let searches = row(.searches)?.months ?? []
        return ColumnChart(
            title: "Searches by month", noun: "Searches",
            zip(report.months, searches).map { ColumnChart.Column(label: $0, count: least($1)) })
    }

    private func series(_ row: Report.Row) -> [String: Any] {
        ["title": row.measure.title, "cells": row.months.map(words)]
    }

    private var searching: [String: Any] {
        ["title": "People who searched", "cells": report.accountsSearching.map(words)]
    }

    private func year(_ year: Report.Year) -> [String: Any] {
        [
            "year": year.year,
            "purposes": year.purposes.map { [parts($0, title: "Searches by purpose")] } ?? [],
            "organisations": ReportColumns.byOrganisation.compactMap { measure in
                year.organisations[measure].map { parts($0, title: "\(measure.title) by organisation") }
            },
        ]
    }

    private func parts(_ parts: ToldParts, title: String) -> [String: Any] {
        [
            "title": title,
            "rows": parts.single.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
                ["name": $0.key, "count": grouped($0.value)]
            }
                + (parts.together.isEmpty
                    ? []
                    : [["name": parts.together.joined(separator: ", ") + " (together)", "count": grouped(parts.sum)]])
                ,
        ]
    }

    // MARK: Words

    /// As people read a count.
    public func words(_ told: ToldCount) -> String {
        switch told {
        case .exactly(let count): grouped(count)
        case .few: "fewer than \(report.smallest)"
        case .between(let least, let most): "\(grouped(least)) to \(grouped(most))"
        }
    }

    private func least(_ told: ToldCount) -> Int {
        switch told {
        case .exactly(let count): count
        case .few: 1
        case .between(let least, _): least
        }
    }

    private func grouped(_ number: Int) -> String { number.formatted(.number.locale(Locale(identifier: "en_GB"))) }
}
