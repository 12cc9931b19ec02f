import FaceSearch
import Foundation
import Oversight
import TransparencyLog
import Vocabulary

/// What an overseer looks at: the history, for a period and for whom, as the address says it.
struct OverseersView {
    let visit: Visit
    let history: History
    let checkpoint: SignedCheckpoint
    let period: Period
    let scope: Scope

    /// - Throws: `period.malformed`, `page.unknown` for an id that is none, `role.missing`, `log.…`.
    init(_ visit: Visit) async throws {
        self.visit = visit
        (history, checkpoint) = try await visit.desk.history.history(as: visit.actor)
        let last = history.occurrences.last?.moment ?? Date()
        period = try visit.query("period").map { try Period(parsing: $0) } ?? .year(of: last)
        scope = Scope(
            organisation: try Self.id(visit.query("organisation")), unit: try Self.id(visit.query("unit")),
            account: try Self.id(visit.query("account")))
    }

    private static func id(_ text: String?) throws -> RandomID? {
        try text.map { text in
            guard let id = RandomID(text) else { throw Failure.unknownPage }
            return id
        }
    }

    /// The address of a page for this period and scope.
    func address(
        _ path: String, _ more: KeyValuePairs<String, String> = [:], period: Period? = nil, scope: Scope? = nil
    ) -> String {
        let scope = scope ?? self.scope
        var query = ["period=\((period ?? self.period).text)"]
        for (name, id) in [("organisation", scope.organisation), ("unit", scope.unit), ("account", scope.account)] {
            if let id { query.append("\(name)=\(id.text)") }
        }
        query += more.map { "\($0.key)=\($0.value)" }
        return "\(path)?\(query.joined(separator: "&"))"
    }

    // MARK: What stands on each page

    /// The choice of a period; where the figures come from.
    func frame(_ path: String) -> Fields {
        let last = history.occurrences.last?.moment ?? Date()
        let first = history.occurrences.first?.moment ?? last
        let choices: [(String, Period)] = [
            ("This month", .month(of: last)), ("This quarter", .quarter(of: last)), ("This year", .year(of: last)),
            ("Last year", .year(of: last.addingTimeInterval(-365 * 86_400))),
            ("Everything", Period(from: first, to: last)),
        ]
        return [
            "path": path, "period": period.text, "periodWords": period.words,
            "hidden": [("organisation", scope.organisation), ("unit", scope.unit), ("account", scope.account)]
                .compactMap { name, id in id.map { ["name": name, "value": $0.text] } },
            "choices": choices.map { text, choice in
                ["href": address(path, period: choice), "text": text, "isHere": choice == period] as Fields
            },
            "origin": checkpoint.checkpoint.origin, "size": Words.number(checkpoint.checkpoint.size),
            "note": String(decoding: checkpoint.serialised(), as: UTF8.self), "range": rangeWords,
        ]
    }

    /// Which of the log's entries lie in the period.
    private var rangeWords: String {
        // Of a log whose times do not ascend the range is everything.
        let range = history.occurrences[history.range(of: period.seconds)]
        guard let first = range.first(where: { period.contains($0.moment) })?.index,
            let last = range.last(where: { period.contains($0.moment) })?.index
        else { return "None of its entries lies in this period." }
        return "Entries \(Words.number(Int(first))) to \(Words.number(Int(last))) lie in this period."
    }

    /// Whose use it is, from all to one account, each with its address.
    func crumbs(_ path: String) -> [Fields] {
        var crumbs: [Fields] = []
        var scope = Scope.everybody
        func add(_ text: String) { crumbs.append(["href": address(path, scope: scope), "text": text]) }
        if self.scope != .everybody { add("Everybody") }
        if let organisation = self.scope.organisation {
            scope.organisation = organisation
            add(name(of: organisation))
        }
        if let unit = self.scope.unit {
            scope.unit = unit
            add(name(of: unit))
        }
        if let account = self.scope.account {
            scope.account = account
            add(name(of: account))
        }
        return crumbs.dropLast()
    }

    var scopeName: String {
        (scope.account ?? scope.unit ?? scope.organisation).map { name(of: $0) } ?? "Everybody"
    }

    func name(of id: RandomID) -> String { history.number(of: id).map { history.name($0) } ?? "unknown" }
}
