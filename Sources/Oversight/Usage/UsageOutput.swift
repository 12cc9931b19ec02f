package import Foundation
package import TransparencyLog

/// Figures of a period as JSON (docs/json.md).
package struct UsageOutput: Encodable {
    /// What was counted of one: of everybody, an organisation, a unit or an account.
    package struct One: Encodable {
        /// Absent of everybody.
        package let id: String?
        package let name: String
        let figures: [String: Int]
        let accountsActive: Int
        let accountsSearching: Int
        let firstSearch: Date?
        let lastSearch: Date?
        let erasedEntries: Int

        package init(_ figures: Figures, id: RandomID? = nil, name: String) {
            self.id = id?.text
            self.name = name
            self.figures = Dictionary(uniqueKeysWithValues: Measure.allCases.map { ($0.rawValue, figures[$0]) })
            (accountsActive, accountsSearching) = (figures.accountsActive, figures.accountsSearching)
            (firstSearch, lastSearch) = (figures.firstSearch, figures.lastSearch)
            erasedEntries = figures.erasedEntries
        }
    }

    let period: String
    let log: CountedLogOutput
    /// All within the scope.
    let everybody: One
    let parts: [One]
    /// What came of cases within the scope: by the purpose of the search, how often each figure of outcomes; without zeros.
    let outcomesByPurpose: [String: [String: Int]]

    package init(
        _ period: Period, _ log: CountedLogOutput, everybody: One, parts: [One], outcomes: [Measure: [String: Int]]
    ) {
        (self.period, self.log, self.everybody, self.parts) = (period.text, log, everybody, parts)
        var byPurpose: [String: [String: Int]] = [:]
        for (measure, counts) in outcomes {
            for (purpose, count) in counts { byPurpose[purpose, default: [:]][measure.rawValue] = count }
        }
        outcomesByPurpose = byPurpose
    }
}

/// Which entries something was counted from, as JSON.
package struct CountedLogOutput: Encodable {
    let origin: String
    let size: Int
    let root: String
    /// Signed (C2SP tlog-checkpoint), with its cosignatures.
    let checkpoint: String

    package init(_ signed: SignedCheckpoint) {
        let checkpoint = signed.checkpoint
        (origin, size, root) = (checkpoint.origin, checkpoint.size, "\(checkpoint.root)")
        self.checkpoint = String(decoding: signed.serialised(), as: UTF8.self)
    }
}

extension History {
    /// Figures of a period told apart, most searches first; those of whom the period has nothing are left out.
    package func usage(
        in period: Period, of scope: Scope = .everybody, by part: Part
    ) -> [(id: RandomID?, name: String, figures: Figures)] {
        figures(in: period.seconds, of: scope, by: part).filter { $0.key >= 0 }
            .sorted { ($1.value[.searches], $0.key) < ($0.value[.searches], $1.key) }
            .map { (id($0.key), name($0.key), $0.value) }
    }
}
