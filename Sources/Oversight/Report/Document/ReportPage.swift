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
            "period": report.period.text, "periodWords": Self.sentence(report.period.words),
            "publisher": report.publisher, "made": report.made.dayInWords, "origin": report.origin,
            "size": grouped(report.size), "root": report.root, "smallest": report.smallest,
            "largestSmall": report.smallest - 1, "note": String(decoding: note.serialised(), as: UTF8.self),
            "erased": report.erased.total == .exactly(0) ? [] : [cell(report.erased.total)],
            "erasedLegend": legend([ReportMark(report.erased.total)]),
            "hasErasedLegend": ReportMark(report.erased.total) != nil,
            "headlines": headlines.map(headline), "headlineLegend": legend(headlines.map { ReportMark($0.total) }),
            "hasHeadlineLegend": headlines.contains { ReportMark($0.total) != nil },
            "base": [base],
            "sections": ReportColumns.sections.map(section), "monthNames": report.months,
            "hasMonths": report.months.count > 1,
            "chart": [chart.html()], "chartHasFew": chartHasFew ? [report.smallest] : [],
            "series": series.map { title, months in ["title": title, "cells": months.map(cell)] as [String: Any] },
            "seriesLegend": legend(series.flatMap { $0.months.map { ReportMark($0) } }),
            "hasSeriesLegend": series.contains { $0.months.contains { ReportMark($0) != nil } },
            "years": report.years.map(year),
            "words": Glossary.entries.map { ["word": $0.word, "meaning": $0.meaning] },
        ]
    }

    private static func sentence(_ words: String) -> String { words.prefix(1).uppercased() + words.dropFirst() }

    private var headlines: [Report.Row] {
        [.searches, .breakGlassUsed, .searchesRefused, .charges, .signalsRaised, .signalsUpheld].compactMap(row)
    }

    private func headline(_ row: Report.Row) -> [String: Any] {
        cell(row.total).merging(["title": row.measure.title]) { $1 }
    }

    private func row(_ measure: Measure) -> Report.Row? { report.rows.first { $0.measure == measure } }

    private func section(_ section: ReportColumns.Section) -> [String: Any] {
        let rows = section.measures.compactMap(row)
        return [
            "title": section.title, "legend": legend(rows.map { ReportMark($0.total) }),
            "hasLegend": rows.contains { ReportMark($0.total) != nil },
            "rows": rows.map {
                cell($0.total).merging(["title": $0.measure.title, "definition": $0.measure.definition]) { $1 }
            },
        ]
    }

    // MARK: What was searched in

    private var base: [String: Any] {
        let base = report.base
        let searched = base.collections.reduce(0) { $0 + $1.count }
        return [
            "end": report.period.to.addingTimeInterval(-1).dayInWords,
            "hasCollections": searched > 0,
            "collections": searched == 1 ? "1 collection" : "\(grouped(searched)) collections",
            "closed": base.closed == 0 ? [] : [closed(base.closed)],
            "photos": [cell(base.photos)], "faces": [cell(base.faces)],
            "legend": legend([ReportMark(base.photos), ReportMark(base.faces)]),
            "hasLegend": ReportMark(base.photos) != nil || ReportMark(base.faces) != nil,
            "isCutOff": !base.isWhole,
            "rows": base.collections.map {
                ["basis": $0.basis, "count": grouped($0.count), "since": Date.monthInWords($0.since)]
            },
        ]
    }

    private func closed(_ count: Int) -> String {
        count == 1
            ? "1 more was closed and is not searched any more."
            : "\(grouped(count)) more were closed and are not searched any more."
    }

    // MARK: Months

    /// Columns as high as what is told: of a small count, the least.
    private var chart: ColumnChart {
        ColumnChart(
            title: "Searches by month", noun: "Searches",
            zip(report.months, row(.searches)?.months ?? []).map {
                ColumnChart.Column(label: $0, count: bounds($1).least)
            })
    }

    private var chartHasFew: Bool { row(.searches)?.months.contains(.few) ?? false }

    private var series: [(title: String, months: [ToldCount])] {
        var series = report.rows.filter { $0.total != .exactly(0) }.map { (title: $0.measure.title, months: $0.months) }
        series.append(("People who searched", report.accountsSearching))
        if report.erased.total != .exactly(0) {
            series.append(("Entries that stand for something erased", report.erased.months))
        }
        return series
    }

    // MARK: Years

    private func year(_ year: Report.Year) -> [String: Any] {
        var tables: [[String: Any]] = []
        var none: [String] = []
        var withheld: [String] = []
        for (measures, told, way) in [
            (ReportColumns.byPurpose, year.purposes, "by purpose"),
            (ReportColumns.byOrganisation, year.organisations, "by organisation"),
        ] {
            for measure in measures {
                let title = "\(measure.title) \(way)"
                guard let parts = told[measure] else {
                    withheld.append(title)
                    continue
                }
                if parts.total == 0 { none.append(title) } else { tables.append(table(parts, title: title)) }
            }
        }
        return [
            "year": year.year, "tables": tables, "none": none.isEmpty ? [] : [none.joined(separator: "; ")],
            "withheld": withheld.isEmpty
                ? []
                : [
                    [
                        "titles": withheld.joined(separator: "; "),
                        "meaning": ReportMark.withheld.meaning(report.smallest),
                    ]
                ],
        ]
    }

    private func table(_ parts: ToldParts, title: String) -> [String: Any] {
        var rows: [[String: Any]] = parts.single.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
            cell(.exactly($0.value)).merging(["name": $0.key]) { $1 }
        }
        if !parts.together.isEmpty {
            rows.append([
                "name": parts.together.joined(separator: ", ") + " (together)", "count": grouped(parts.sum),
                "mark": [ReportMark.together.sign],
            ])
        }
        return [
            "title": title, "rows": rows, "legend": legend([parts.together.isEmpty ? nil : .together]),
            "hasLegend": !parts.together.isEmpty,
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

    func bounds(_ told: ToldCount) -> (least: Int, most: Int) {
        let (least, most) = Suppression(smallest: report.smallest).bounds(told)
        return (least, most)
    }

    private func grouped(_ number: Int) -> String { number.formatted(.number.locale(Locale(identifier: "en_GB"))) }
}
