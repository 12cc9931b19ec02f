import FaceSearch
import Foundation

/// The tables of a year.
extension RecountedReport {
    func compare(_ told: Report.Year, _ counted: Report.Year, _ recount: inout ReportRecount) {
        guard let period = try? Period(parsing: told.year) else { return }
        let exact = ExactYear(history, period)
        let months = report.months.indices.filter { report.months[$0].hasPrefix(told.year) }
        func gone(_ types: [EventType]) -> Int { months.reduce(0) { $0 + erased.count(types, in: $1) } }
        let unknownSearches = gone([.searchStarted])
        let unknownOutcomes = gone([.outcomeRecorded])

        for measure in ReportColumns.byPurpose {
            let isSearches = measure == .searches
            let parts = exact.purposes(measure) ?? [:]
            let forgotten = parts[History.forgotten] ?? 0
            let table = Table(
                title: measure.title, number: "\(told.year) by purpose", told: told.purposes[measure],
                counted: counted.purposes[measure], exact: parts, added: isSearches ? 0 : unknownOutcomes,
                moved: forgotten,
                reason: Self.gone(
                    isSearches ? unknownSearches : unknownOutcomes + forgotten,
                    of: isSearches ? [.searchStarted] : [.outcomeRecorded, .searchStarted]))
            compare(table, mayBeLeftOut: false, &recount)
        }
        for measure in ReportColumns.byOrganisation {
            let added = measure.isOpen ? 0 : unknownOutcomes
            // Also of searches of earlier years, which outcomes of this one rest on.
            let forgotten =
                ReportColumns.byPurpose.contains(measure) ? exact.purposes(measure)?[History.forgotten] ?? 0 : 0
            let table = Table(
                title: measure.title, number: "\(told.year) by organisation", told: told.organisations[measure],
                counted: counted.organisations[measure], exact: exact.organisations(measure) ?? [:], added: added,
                moved: 0,
                reason: Self.gone(
                    max(added, unknownSearches, forgotten), of: measure.isOpen ? [.searchStarted] : [.outcomeRecorded]))
            // Whether it is told depends on the table by purpose.
            compare(
                table,
                mayBeLeftOut: ReportColumns.byPurpose.contains(measure)
                    && unknownSearches + unknownOutcomes + forgotten > 0,
                &recount)
        }
    }

    /// A count told apart.
    private struct Table {
        let title: String
        let number: String
        let told: ToldParts?
        let counted: ToldParts?
        /// As it is counted now.
        let exact: [String: Int]
        /// How much any part may have had besides, all of them together: entries that say nothing any more.
        let added: Int
        /// How much of what nobody knows any more belonged to other parts then.
        let moved: Int
        let reason: String
    }

    private func compare(_ table: Table, mayBeLeftOut: Bool, _ recount: inout ReportRecount) {
        let isCertain = table.added + table.moved == 0
        if table.told == table.counted || (isCertain && !mayBeLeftOut) {
            return equal(table, table.counted, &recount)
        }
        guard let told = table.told else { return recount.cannot(table.title, table.number, since: table.reason) }
        // It is there: then it is what the rule makes of the counts.
        if isCertain { return equal(table, suppression.parts(table.exact), &recount) }
        let whole = table.exact.values.reduce(0, +)
        let groups = told.single.map { (names: [$0.key], sum: $0.value) } + [(names: told.together, sum: told.sum)]
        let isPossible =
            (whole...whole + table.added).contains(told.total)
            && groups.allSatisfy { names, sum in
                let now = names.reduce(0) { $0 + (table.exact[$1] ?? 0) }
                let least = names.contains(History.forgotten) ? now - table.moved : now
                return names.isEmpty || (max(0, least)...now + table.added + table.moved).contains(sum)
            }
        if isPossible {
            recount.cannot(table.title, table.number, since: table.reason)
        } else {
            recount.compared += 1
            recount.differs(
                "\(table.title), \(table.number)", told: words(told), counted: "something that it cannot have been")
        }
    }

    private func equal(_ table: Table, _ counted: ToldParts?, _ recount: inout ReportRecount) {
        recount.compared += 1
        if table.told != counted {
            recount.differs("\(table.title), \(table.number)", told: words(table.told), counted: words(counted))
        }
    }

    private func words(_ parts: ToldParts?) -> String {
        guard let parts else { return "held back" }
        let single = parts.single.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        let together =
            parts.together.isEmpty ? [] : ["\(parts.together.joined(separator: " and ")) together \(parts.sum)"]
        return (single + together).joined(separator: ", ")
    }
}
