package import FaceSearch
package import Foundation
package import Records
package import Rules

/// A signal as JSON (docs/json.md), and as a line.
package struct SignalOutput: Encodable {
    let id: String
    let kind: String
    let title: String
    let state: String
    let raised: Date
    /// When its evidence last grew.
    let grown: Date
    /// Whom it is about, as they log in.
    let account: String?
    let searches: [String]
    let entries: [Int]
    let figures: [String: Int]
    let first: Date
    let last: Date

    package init(_ signal: Signal) {
        let record = signal.record
        id = record.ref.rawValue
        kind = record.kind
        title = signal.kind?.title ?? record.kind
        state = record.state.rawValue
        raised = record.raised
        grown = record.grown
        account = signal.accountName
        searches = record.evidence.searches
        entries = record.evidence.entries
        figures = record.evidence.figures
        first = record.evidence.first
        last = record.evidence.last
    }

    package var line: String {
        let about = account.map { "  \($0)" } ?? ""
        return "\(id)  \(raised.formatted(.iso8601))  \(state)  \(kind)\(about)\(said)"
    }

    private var said: String {
        let words = figures.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        return words.isEmpty ? "" : "  (\(words.joined(separator: ", ")))"
    }
}

/// All that is known of a signal, as JSON, and as lines.
package struct SignalDetailsOutput: Encodable {
    package struct Decision: Encodable {
        let decision: String
        let at: Date
        /// Absent when new evidence reopened it.
        let account: String?
        let reason: String?
    }

    package struct Look: Encodable {
        let id: String
        let search: String
        let account: String
        let at: Date
        let reason: String
    }

    let signal: SignalOutput
    /// The rule, with the policy's limits.
    let rule: String?
    let decisions: [Decision]
    let looks: [Look]
    /// Its searches whose probes are still kept.
    let searchesWithProbe: [String]

    package init(_ details: SignalDetails, limits: SignalLimits) {
        signal = SignalOutput(details.signal)
        rule = details.signal.kind?.sentence(limits)
        decisions = details.decisions.map {
            Decision(
                decision: $0.record.decision.rawValue, at: $0.record.at, account: $0.accountName,
                reason: $0.record.reason)
        }
        looks = details.looks.map { SignalDetailsOutput.look($0) }
        searchesWithProbe = details.searchesWithProbe.sorted()
    }

    package static func look(_ look: SignalLook) -> Look {
        Look(
            id: look.record.ref.rawValue, search: look.record.search, account: look.accountName, at: look.record.at,
            reason: look.record.reason)
    }

    package var lines: [String] {
        var lines = [signal.line, signal.title]
        if let rule { lines.append(rule) }
        lines.append("Evidence from \(signal.first.formatted(.iso8601)) to \(signal.last.formatted(.iso8601)):")
        lines += signal.searches.map { search in
            "  search \(search)" + (searchesWithProbe.contains(search) ? "" : "  (its probe is not kept)")
        }
        if !signal.entries.isEmpty {
            lines.append("  entries of the log: \(signal.entries.map(String.init).joined(separator: ", "))")
        }
        lines += decisions.map { decision in
            let who = decision.account.map { "by \($0): \(decision.reason ?? "")" } ?? "by new evidence"
            return "\(decision.at.formatted(.iso8601))  \(decision.decision) \(who)"
        }
        lines += looks.map { look in
            "\(look.at.formatted(.iso8601))  \(look.account) looked at search \(look.search): \(look.reason)"
        }
        return lines
    }
}
