import FaceSearch
import Foundation
import Hummingbird
import Oversight
import Records
import Rules
import TransparencyLog
import Vocabulary

/// The log's entries behind a figure, and one of them with what it stands for and its proof.
enum EntryPages {
    static let routes: [Route] = [
        .get("/oversight/entries", for: .duty(.readLog)) { visit in
            let view = try await OverseersView(visit)
            return try await list(view)
        },
        .get("/oversight/entries/:index", for: .duty(.readLog)) { try await one($0) },
        .get("/oversight/entries/:index/proof", for: .duty(.readLog)) { visit in
            let index = try visit.number("index")
            return .bytes(
                try await visit.home.receipt(ofEntry: index, as: visit.actor).serialised(), "text/plain; charset=utf-8",
                fileName: "entry-\(index).tlog-proof")
        },
    ]

    private static let mostShown = 50

    // MARK: Many

    private static func list(_ view: OverseersView) async throws -> Response {
        let visit = view.visit
        let measure = try visit.query("measure").map { word in
            guard let measure = Measure(rawValue: word) else { throw Failure.unknownPage }
            return measure
        }
        let after = visit.query("after").flatMap { Int($0) } ?? -1
        let name = view.address("/oversight/entries", measure.map { ["measure": $0.rawValue] } ?? [:])
        try await visit.home.noteReading(OversightReading(.entries, of: name), as: visit.actor)
        let all = view.history.entries(counting: measure, in: view.period.seconds, of: view.scope)
        let shown = Array(all.drop { $0.index <= after }.prefix(mostShown))
        let isCut = shown.last.map { last in all.last.map { $0.index > last.index } ?? false } ?? false
        let total = all.reduce(0) { $0 + $1.count }
        let records = try visit.entries(at: shown.map(\.index))
        return try visit.page(
            "entries", "Entries",
            fields([
                "crumbs": [["href": view.address("/oversight"), "text": "Use: \(view.scopeName)"] as Fields],
                "view": view.frame("/oversight/entries"), "measure": measure?.title ?? "Everything",
                "measureWord": measure?.rawValue, "definition": measure?.definition,
                "summary": summary(all.count, total),
                "rows": shown.compactMap { found in records[found.index].flatMap { row($0, found.count, view) } },
                "older": isCut
                    ? shown.last.map { last in
                        view.address(
                            "/oversight/entries",
                            measure.map { ["measure": $0.rawValue, "after": "\(last.index)"] }
                                ?? ["after": "\(last.index)"])
                    } : nil,
            ]))
    }

    private static func summary(_ entries: Int, _ total: Int) -> String {
        let counted = entries == 1 ? "1 entry" : "\(Words.number(entries)) entries"
        return entries == total ? counted : "\(counted), which count \(Words.number(total))"
    }

    private static func row(_ entry: ShownEntry, _ count: Int, _ view: OverseersView) -> Fields? {
        guard let event = entry.event else { return nil }
        return fields([
            "href": "/oversight/entries/\(entry.index)", "index": Words.number(entry.index),
            "at": Words.moment(event.time), "what": entry.words,
            "who": event.ids["account"].flatMap { RandomID($0.text) }.map { view.name(of: $0) },
            "about": about(event, view), "detail": entry.payload?.glimpse,
            "erased": entry.isErased,
            "count": count == 1 ? nil : Words.number(count),
        ])
    }

    /// What else it is about, by name where that is known.
    private static func about(_ event: LoggedEvent, _ view: OverseersView) -> String {
        let named = ["subject", "case", "collection", "organisation", "unit"].compactMap { name in
            event.ids[name].flatMap { RandomID($0.text) }.map { "\(name) \(view.name(of: $0))" }
        }
        let searched = event.ids["search"].flatMap { view.history.caseName(ofSearch: $0.text) }.map { "case \($0)" }
        return (named + [searched].compactMap { $0 }).joined(separator: ", ")
    }

    // MARK: One

    private static func one(_ visit: Visit) async throws -> Response {
        let index = try visit.number("index")
        let view = try await OverseersView(visit)
        // Asked before it is noted, so that nothing is noted that is not there.
        guard try visit.entries(at: [index])[index] != nil else { throw Failure.unknownPage }
        try await visit.home.noteReading(
            OversightReading(.entries, of: "/oversight/entries/\(index)"), as: visit.actor)
        guard let entry = try visit.entries(at: [index])[index] else { throw Failure.unknownPage }
        let event = entry.event
        return try visit.page(
            "entry", "Entry \(Words.number(index))",
            fields([
                "crumbs": [["href": "/oversight", "text": "Use"] as Fields],
                "index": Words.number(index), "what": entry.words,
                "at": event.map { Words.moment($0.time) },
                "ids": (event?.ids ?? [:]).sorted { $0.key < $1.key }.map { name, id in
                    fields([
                        "name": Words.apart(name), "id": id.text,
                        "called": RandomID(id.text).flatMap { view.history.number(of: $0) }
                            .flatMap { view.history.knownName($0) },
                        "href": name == "account" || name == "subject"
                            ? view.address(
                                "/oversight", scope: RandomID(id.text).map { Scope(account: $0) } ?? .everybody) : nil,
                    ])
                },
                "entry": entry.text,
                "payload": entry.payload?.members.map {
                    ["name": Words.apart($0.name), "value": $0.value.words(view.history)] as Fields
                },
                "opens": try entry.opens(), "isErased": entry.isErased,
                "isBare": event?.commitment == nil, "proofHref": "/oversight/entries/\(index)/proof",
            ]))
    }
}

extension JSONObject {
    /// What tells one entry from another, in a few words.
    fileprivate var glimpse: String {
        ["purpose", "candidates", "verdict", "kind", "action", "code", "photos", "what"].compactMap { name in
            self[name].flatMap { $0 == .null ? nil : "\(name) \($0.words)" }
        }.joined(separator: ", ")
    }
}

extension History {
    /// The reference of the case that a search was made on; nil without one.
    func caseName(ofSearch search: String) -> String? {
        RandomID(search).flatMap { number(of: $0) }.flatMap { self.search($0) }.flatMap {
            $0.caseFile < 0 ? nil : name($0.caseFile)
        }
    }
}

extension Words {
    /// A member's name, as words: `probeType` is `probe type`.
    static func apart(_ name: String) -> String {
        name.replacing(/([a-z])([A-Z])([a-z]?)/) { match in
            "\(match.1) " + (match.3.isEmpty ? "\(match.2)" : "\(match.2.lowercased())\(match.3)")
        }
    }
}

extension JSONValue {
    /// With names in place of random ids, where the history knows them.
    fileprivate func words(_ history: History) -> String {
        switch self {
        case .string(let text):
            RandomID(text).flatMap { history.number(of: $0) }.flatMap { history.knownName($0) }
                .map { "\($0) (\(text.prefix(8)))" } ?? text
        case .array(let values) where !values.isEmpty: values.map { $0.words(history) }.joined(separator: ", ")
        default: words
        }
    }

    fileprivate var words: String {
        switch self {
        case .null: "none"
        case .bool(let flag): flag ? "yes" : "no"
        // Thresholds are of single precision.
        case .number(let number): Int(exactly: number).map { "\($0)" } ?? "\(Float(number))"
        case .string(let text): text
        case .array(let values): values.isEmpty ? "none" : values.map(\.words).joined(separator: ", ")
        case .object(let object): object.members.map { "\($0.name): \($0.value.words)" }.joined(separator: "; ")
        }
    }
}
