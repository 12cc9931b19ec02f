import FaceSearch
import Foundation
import Hummingbird
import Oversight
import Presentation
import Records
import Rules

/// Who used it, how much, and for what: figures of a period, for everybody, an organisation, a unit or an account.
enum UsagePages {
    static let routes: [Route] = [
        .get("/oversight", for: .duty(.readUsage)) { visit in
            let view = try await OverseersView(visit)
            try await visit.home.noteReading(
                OversightReading(.usage, of: view.address("/oversight")), as: visit.actor)
            return try page(view)
        }
    ]

    private static func page(_ view: OverseersView) throws -> Response {
        let (history, seconds, scope) = (view.history, view.period.seconds, view.scope)
        let figures = history.figures(in: seconds, of: scope)
        let step = TimeStep(for: seconds)
        let columns = history.timeline(of: [.searches], in: seconds, of: scope, by: step).map { row in
            ColumnChart.Column(label: step.label(row.from), count: row.counts[0])
        }
        let hours = history.hours(in: seconds, of: scope).enumerated().map { hour, count in
            ColumnChart.Column(label: String(format: "%02d:00", hour), count: count)
        }
        return try view.visit.page(
            "usage", "Use",
            fields([
                "crumbs": view.crumbs("/oversight"), "view": view.frame("/oversight"), "who": view.scopeName,
                "headlines": headlines(figures, view),
                "chart": ColumnChart(title: "Searches, \(step.words)", noun: "Searches", columns).fields,
                "hours": ColumnChart(title: "Searches by hour of the day (UTC)", noun: "Searches", hours).fields,
                "groups": MeasureGroup.allCases.map { group(figures, $0, view) },
                "parts": parts(view), "aspects": aspects(view),
                "purposes": outcomes(view),
                "erased": figures.erasedEntries > 0
                    ? "\(Words.number(figures.erasedEntries)) entries stand for something that was erased since: what was in them is in no figure."
                    : nil,
                "questionsHref": view.address("/oversight/questions", scope: .everybody),
                "isEverybody": scope == .everybody, "alarm": try alarm(view.visit),
            ]))
    }

    /// What an overseer has to know before anything else.
    private static func alarm(_ visit: Visit) throws -> String? {
        let status = try visit.home.witnessStatus(as: visit.actor)
        guard status.isAlarming(at: Date()) else { return nil }
        guard !status.isShortened else { return "The log is shorter than what a witness has cosigned." }
        guard !status.isForsaken else {
            return "The log had witnesses, and has none any more: nobody outside vouches for it."
        }
        return
            "The log has gone without a cosignature for more than \(Int(status.longest / 3600)) hours: nobody outside vouches "
            + "for its last \(Words.number(status.size - status.cosignedSize)) entries."
    }

    private static func headlines(_ figures: Figures, _ view: OverseersView) -> [Fields] {
        func share(_ part: Int, of whole: Int) -> String? {
            whole > 0 ? "\(Int((100 * Double(part) / Double(whole)).rounded())) %" : nil
        }
        return [
            headline("Searches", figures[.searches], .searches, view),
            headline("Accounts that searched", figures.accountsSearching, nil, view),
            headline(
                "Found nobody", figures[.nullResults], .nullResults, view,
                share(figures[.nullResults], of: figures[.searches])),
            headline(
                "Refused by the rules", figures[.searchesRefused], .searchesRefused, view,
                share(figures[.searchesRefused], of: figures[.searches] + figures[.searchesRefused])),
            headline("Break-glass", figures[.breakGlassUsed], .breakGlassUsed, view),
            headline("Charges", figures[.charges], .charges, view),
        ]
    }

    private static func headline(
        _ text: String, _ count: Int, _ measure: Measure?, _ view: OverseersView, _ detail: String? = nil
    ) -> Fields {
        fields([
            "text": text, "count": Words.number(count), "detail": detail,
            "href": count > 0 ? measure.map { view.address("/oversight/entries", ["measure": $0.rawValue]) } : nil,
        ])
    }

    private static func group(_ figures: Figures, _ group: MeasureGroup, _ view: OverseersView) -> Fields {
        var rows = group.measures.map { measure in
            fields([
                "title": measure.title, "definition": measure.definition, "count": Words.number(figures[measure]),
                "href": figures[measure] > 0
                    ? view.address("/oversight/entries", ["measure": measure.rawValue]) : nil,
            ])
        }
        if group == .people {
            rows.append(row("Accounts in use", "Accounts that did anything.", Words.number(figures.accountsActive)))
        }
        if group == .searches {
            rows.append(row("First search", "In this period.", figures.firstSearch.map(moment) ?? "none"))
            rows.append(row("Last search", "In this period.", figures.lastSearch.map(moment) ?? "none"))
        }
        return ["id": group.rawValue, "title": group.title, "rows": rows]
    }

    private static func row(_ title: String, _ definition: String, _ count: String) -> Fields {
        ["title": title, "definition": definition, "count": count]
    }

    private static func moment(_ date: Date) -> String { Words.moment(date)["text"] as? String ?? "" }

    // MARK: Told apart

    /// The next smaller parts: organisations, then units and accounts of one.
    private static func parts(_ view: OverseersView) -> [Fields] {
        let scope = view.scope
        guard scope.account == nil else { return [] }
        let parts: [Part] =
            scope.organisation == nil ? [.organisation] : scope.unit == nil ? [.unit, .account] : [.account]
        return parts.compactMap { part in
            let found = view.history.figures(in: view.period.seconds, of: scope, by: part)
                .filter { $0.key >= 0 && ($0.value[.searches] > 0 || $0.value.accountsActive > 0) }
                .sorted { ($1.value[.searches], $0.key) < ($0.value[.searches], $1.key) }
            guard !found.isEmpty else { return nil }
            let most = found.map { $0.value[.searches] }.max() ?? 0
            return [
                "title": part.title, "id": part.rawValue,
                "rows": found.map { row(part, $0.key, $0.value, most, view) },
            ]
        }
    }

    private static func row(
        _ part: Part, _ number: Int32, _ figures: Figures, _ most: Int, _ view: OverseersView
    ) -> Fields {
        var scope = view.scope
        switch part {
        case .organisation: scope.organisation = view.history.id(number)
        case .unit: scope.unit = view.history.id(number)
        case .account: scope.account = view.history.id(number)
        }
        return fields([
            "href": view.address("/oversight", scope: scope), "name": view.history.name(number),
            "searches": Words.number(figures[.searches]), "bar": bar(figures[.searches], most),
            "nobody": Words.number(figures[.nullResults]), "refused": Words.number(figures[.searchesRefused]),
            "breakGlass": Words.number(figures[.breakGlassUsed]),
            "outcomes": Words.number(
                figures[.outcomesLead] + figures[.outcomesIdentified] + figures[.charges] + figures[.arrests]
                    + figures[.reunions] + figures[.publications] + figures[.otherActions]),
            "last": figures.lastSearch.map { Words.day($0) },
        ])
    }

    private static func label(_ text: String, _ aspect: SearchAspect) -> String {
        switch aspect {
        case .purpose: Words.spelled(text)
        case .refusal: Words.refusal(text)
        default: text
        }
    }

    private static func aspects(_ view: OverseersView) -> [Fields] {
        SearchAspect.allCases.compactMap { aspect in
            let tally = view.history.tally(aspect, in: view.period.seconds, of: view.scope)
            guard !tally.isEmpty else { return nil }
            return [
                "title": aspect.title, "id": "by-\(aspect.rawValue)",
                "rows": tally.prefix(mostShown).map { one in
                    [
                        "label": label(one.label, aspect),
                        "count": Words.number(one.count), "bar": bar(one.count, tally[0].count),
                    ] as Fields
                },
                "more": tally.count > mostShown ? "and \(Words.number(tally.count - mostShown)) more" : "",
            ].filter { ($0.value as? String)?.isEmpty != true }
        }
    }

    private static let mostShown = 12

    /// What came of cases, by the purpose of the search; nil when nothing was recorded.
    private static func outcomes(_ view: OverseersView) -> Fields? {
        let outcomes = view.history.outcomes(in: view.period.seconds, of: view.scope)
        let measures = MeasureGroup.outcomes.measures.filter { outcomes[$0] != nil }
        guard !measures.isEmpty else { return nil }
        func all(_ purpose: String) -> Int { measures.reduce(0) { $0 + (outcomes[$1]?[purpose] ?? 0) } }
        let purposes = Set(outcomes.values.flatMap(\.keys)).sorted { (all($1), $0) < (all($0), $1) }
        return [
            "columns": measures.map(\.title),
            "rows": purposes.map { purpose in
                [
                    "purpose": Words.spelled(purpose),
                    "cells": measures.map { measure in
                        ["text": Words.number(outcomes[measure]?[purpose] ?? 0), "label": measure.title] as Fields
                    },
                ] as Fields
            },
        ]
    }

    private static func bar(_ count: Int, _ most: Int) -> String {
        String(format: "%.2f", 100 * Double(count) / Double(max(1, most)))
    }
}

extension TimeStep {
    var words: String {
        switch self {
        case .day: "by day"
        case .week: "by week"
        case .month: "by month"
        }
    }

    func label(_ date: Date) -> String {
        let day = Words.day(date)
        return self == .month ? String(day.prefix(7)) : day
    }
}

extension Part {
    fileprivate var title: String {
        switch self {
        case .organisation: "By organisation"
        case .unit: "By unit"
        case .account: "By account"
        }
    }
}

extension SearchAspect {
    fileprivate var title: String {
        switch self {
        case .purpose: "What for"
        case .collection: "In which collection"
        case .approver: "On whose approval"
        case .refusal: "Why searches were refused"
        }
    }
}
