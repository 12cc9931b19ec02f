import FaceSearch
import Foundation
import Hummingbird
import Oversight
import Records
import Rules
import TransparencyLog
import Vocabulary

/// One signal: its rule, what it rests on, what became of those searches, what was decided, who looked.
enum SignalPage {
    /// Of its entries, searches and grounds, so many are shown.
    private static let mostRows = 200

    static func show(_ visit: Visit, _ failure: Failure? = nil) async throws -> Response {
        let (home, actor) = (visit.home, try visit.actor)
        let ref = try visit.signal
        let href = "\(SignalPages.list)/\(ref.rawValue)"
        // Asked before it is noted, so that no other word comes into the log than an id.
        _ = try home.signal(ref, as: actor)
        try await home.noteReading(OversightReading(.entries, of: href), as: actor)
        let details = try home.signal(ref, as: actor)
        let (signal, record) = (details.signal, details.signal.record)
        let isLook = visit.form["search"] != nil
        let (history, _) = try await visit.desk.history.history(as: actor)
        let entries = try home.entries(of: ref, limit: mostRows, as: actor).compactMap {
            entry($0, of: signal, history)
        }
        let grounds = history.grounds(of: record.evidence)
        let title = Words.title(signal)
        return try visit.page(
            "signal", title,
            facts(signal, try home.policy().policy.signals).merging(
                fields([
                    "crumbs": [["href": SignalPages.list, "text": "Misuse signals"]] as [Fields],
                    "title": title, "entries": entries, "hasEntries": !entries.isEmpty,
                    "moreEntries": more(record.evidence.entries.count, "entries of the log"),
                    "grounds": grounds.prefix(mostRows).map(Words.ground), "hasGrounds": !grounds.isEmpty,
                    "moreGrounds": more(grounds.count, "approvals and requests"),
                    "decisions": details.decisions.map { decision in
                        fields([
                            "state": Words.state(decision.record.decision), "at": Words.moment(decision.record.at),
                            "by": decision.accountName ?? "new evidence", "reason": decision.record.reason,
                        ])
                    },
                    "looks": details.looks.map { look in
                        [
                            "by": look.accountName, "at": Words.moment(look.record.at), "reason": look.record.reason,
                            "search": String(look.record.search.prefix(8)),
                        ] as Fields
                    },
                    "isOpen": record.state == .open, "href": href,
                    "mayLook": try home.identity(of: actor).duties.contains(.lookBehindSignal)
                        && !details.searchesWithProbe.isEmpty,
                    "kept": record.evidence.searches.filter(details.searchesWithProbe.contains).prefix(mostRows).map {
                        ["id": $0, "text": called($0, history)] as Fields
                    },
                    "error": failure.map { "\($0.reason) \($0.remedy)" },
                    "form": fields([isLook ? "lookReason" : "reason": visit.form["reason"]]),
                    "shortest": SignalReason.shortest,
                ])
            ) { $1 }, status: failure.map { FailureAnswer($0).status } ?? .ok)
    }

    private static func facts(_ signal: Signal, _ limits: SignalLimits) -> Fields {
        let record = signal.record
        return fields([
            "state": Words.state(record.state), "rule": signal.kind?.sentence(limits),
            "similarity": signal.kind?.meaningOfSimilarity(limits),
            "gravity": signal.kind.map { Words.gravity($0.gravity) },
            "gravitySentence": signal.kind?.gravity.sentence,
            "account": signal.accountName, "organisations": Words.organisations(of: signal),
            "raised": Words.moment(record.raised),
            "grown": record.grown > record.raised ? Words.moment(record.grown) : nil,
            "first": Words.moment(record.evidence.first), "last": Words.moment(record.evidence.last),
            "isSpan": record.evidence.last > record.evidence.first,
            "figures": Words.figures(record.evidence),
        ])
    }

    private static func more(_ count: Int, _ what: String) -> String? {
        count > mostRows ? "The first \(mostRows) of \(Words.number(count)) \(what) are shown." : nil
    }

    private static func entry(_ record: LoggedRecord, of signal: Signal, _ history: History) -> Fields? {
        guard let event = LoggedEvent(record.entry) else { return nil }
        var by: String?
        if let payload = record.opening?.payload, case .object(let object)? = try? CanonicalJSON.parse(payload),
            case .string(let name)? = object["account"]
        {
            by = name
        } else if let account = signal.record.account, event.ids["account"]?.text == account.rawValue {
            by = signal.accountName
        }
        return fields([
            "index": Words.number(record.index), "href": "/oversight/entries/\(record.index)",
            "type": EventType(rawValue: event.type)?.words ?? event.type,
            "at": Words.moment(event.time),
            "by": by, "search": event.ids["search"].map { String($0.text.prefix(8)) },
            "case": event.ids["search"].flatMap { history.caseName(ofSearch: $0.text) },
            "isErased": event.commitment != nil && record.opening == nil,
        ])
    }

    /// A search as an overseer chooses it: when it was, on which case.
    private static func called(_ search: String, _ history: History) -> String {
        let known = RandomID(search).flatMap { history.number(of: $0) }.flatMap { history.anySearch($0) }
        let began = known.map { Words.minute(Date(timeIntervalSince1970: TimeInterval($0.at))) }
        let request = known.flatMap { $0.request >= 0 ? "for a person’s request" : nil }
        return [began, request ?? history.caseName(ofSearch: search), "search \(search.prefix(8))"].compactMap { $0 }
            .joined(separator: ", ")
    }
}
