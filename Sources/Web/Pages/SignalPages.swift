import FaceSearch
import Foundation
import Hummingbird
import Oversight
import Presentation
import Records
import Rules
import TransparencyLog
import Vocabulary

/// Misuse signals, for overseers: patterns of use with their evidence, what was decided of them, and looks at the faces behind them.
enum SignalPages {
    private static let list = "/oversight/signals"

    static let routes: [Route] = [
        .get(list, for: .duty(.decideSignal)) { try await signals($0) },
        .get("\(list)/:signal", for: .duty(.decideSignal)) { try await signal($0) },
        .post("\(list)/:signal/explain", for: .duty(.decideSignal)) { try await decide($0, .explained) },
        .post("\(list)/:signal/uphold", for: .duty(.decideSignal)) { try await decide($0, .upheld) },
        .post("\(list)/:signal/reopen", for: .duty(.decideSignal)) { try await decide($0, .reopened) },
        .post("\(list)/:signal/looks", for: .duty(.lookBehindSignal)) { visit in
            do {
                let look = try await visit.home.lookBehind(
                    visit.signal, search: try visit.form.required("search"), reason: visit.form.text("reason"),
                    as: visit.actor)
                return visit.see("\(list)/\(look.record.signal.rawValue)/looks/\(look.record.ref.rawValue)")
            } catch let failure as Failure where failure.isToBeMended {
                return try await signal(visit, failure)
            }
        },
        .get("\(list)/:signal/looks/:look", for: .duty(.lookBehindSignal)) { try look($0) },
        .get("\(list)/:signal/looks/:look/face.jpg", for: .duty(.lookBehindSignal)) { visit in
            .bytes(try await visit.faceLookedAt(), "image/jpeg")
        },
    ]

    private static func decide(_ visit: Visit, _ decision: SignalDecision) async throws -> Response {
        do {
            let signal = try await visit.home.decide(
                visit.signal, decision, reason: visit.form.text("reason"), as: visit.actor)
            let notice: Notice =
                switch decision {
                case .explained: .signalExplained
                case .upheld: .signalUpheld
                case .reopened: .signalReopened
                }
            return visit.see("\(list)/\(signal.record.ref.rawValue)", notice)
        } catch let failure as Failure where failure.isToBeMended {
            return try await signal(visit, failure)
        }
    }

    // MARK: Pages

    private static let pageLength = 50

    private static func signals(_ visit: Visit) async throws -> Response {
        let (home, actor) = (visit.home, try visit.actor)
        let state = visit.query("state").flatMap(SignalState.init(rawValue:))
        let kind = visit.query("kind").flatMap(SignalKind.init(rawValue:))
        let filter = SignalFilter(state: state, kind: kind?.word)
        try await home.noteReading(OversightReading(.usage, of: list), as: actor)
        let found = try home.signals(
            filter, after: visit.query("after").map { SignalRef($0) }, limit: pageLength + 1, as: actor)
        let shown = found.prefix(pageLength)
        var older: String?
        if found.count > pageLength, let last = shown.last {
            let query = [state.map { "state=\($0.rawValue)" }, kind.map { "kind=\($0.word)" }].compactMap { $0 }
            older = list + "?" + (query + ["after=\(last.record.ref.rawValue)"]).joined(separator: "&")
        }
        let states: [(String?, String)] =
            [(nil, "All")] + [SignalState.open, .explained, .upheld].map { ($0.rawValue, $0.rawValue.capitalized) }
        return try visit.page(
            "signals", "Misuse signals",
            fields([
                "signals": shown.map { row($0) }, "hasSignals": !shown.isEmpty,
                "states": states.map { value, text in
                    fields(["value": value, "text": text, "isChosen": value == state?.rawValue])
                },
                "kinds": SignalKind.allCases.map {
                    ["value": $0.word, "text": $0.title, "isChosen": $0 == kind] as Fields
                },
                "total": Words.number(try home.countSignals(filter, as: actor)), "older": older,
            ]))
    }

    private static func row(_ signal: Signal) -> Fields {
        let record = signal.record
        return fields([
            "href": "\(list)/\(record.ref.rawValue)", "title": title(signal), "state": Words.state(record.state),
            "raised": Words.moment(record.raised), "account": signal.accountName,
            "figures": Words.figures(record.evidence),
        ])
    }

    private static func title(_ signal: Signal) -> String { signal.kind?.title ?? Words.spelled(signal.record.kind) }

    /// Of its entries and searches, so many are shown.
    private static let mostRows = 200

    private static func signal(_ visit: Visit, _ failure: Failure? = nil) async throws -> Response {
        let (home, actor) = (visit.home, try visit.actor)
        let ref = try visit.signal
        // Asked before it is noted, so that no other word comes into the log than an id.
        _ = try home.signal(ref, as: actor)
        try await home.noteReading(OversightReading(.entries, of: "\(list)/\(ref.rawValue)"), as: actor)
        let details = try home.signal(ref, as: actor)
        let record = details.signal.record
        let duties = try home.identity(of: actor).duties
        let searches = record.evidence.searches
        let isLook = visit.form["search"] != nil
        let (history, _) = try await visit.desk.history.history(as: actor)
        let entries = try home.entries(of: ref, limit: mostRows, as: actor).compactMap {
            entry($0, of: details.signal, history)
        }
        return try visit.page(
            "signal", title(details.signal),
            fields([
                "crumbs": [["href": list, "text": "Misuse signals"]] as [Fields],
                "title": title(details.signal), "state": Words.state(record.state),
                "rule": details.signal.kind?.sentence(try home.policy().policy.signals),
                "account": details.signal.accountName, "raised": Words.moment(record.raised),
                "grown": record.grown > record.raised ? Words.moment(record.grown) : nil,
                "first": Words.moment(record.evidence.first), "last": Words.moment(record.evidence.last),
                "figures": Words.figures(record.evidence),
                "entries": entries, "hasEntries": !entries.isEmpty,
                "moreEntries": more(record.evidence.entries.count, "entries of the log"),
                "searches": searches.prefix(mostRows).map {
                    ["id": $0, "isKept": details.searchesWithProbe.contains($0)] as Fields
                },
                "moreSearches": more(searches.count, "searches"),
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
                "isOpen": record.state == .open, "href": "\(list)/\(ref.rawValue)",
                "mayLook": duties.contains(.lookBehindSignal) && !details.searchesWithProbe.isEmpty,
                "kept": searches.filter(details.searchesWithProbe.contains).prefix(mostRows).map {
                    ["id": $0, "text": called($0, history)] as Fields
                },
                "error": failure.map { "\($0.reason) \($0.remedy)" },
                "form": fields([isLook ? "lookReason" : "reason": visit.form["reason"]]),
                "shortest": SignalReason.shortest,
            ]), status: failure.map { FailureAnswer($0).status } ?? .ok)
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
        let began = RandomID(search).flatMap { history.number(of: $0) }.flatMap { history.search($0) }.map {
            Words.minute(Date(timeIntervalSince1970: TimeInterval($0.at)))
        }
        return [began, history.caseName(ofSearch: search), "search \(search.prefix(8))"].compactMap { $0 }
            .joined(separator: ", ")
    }

    private static func look(_ visit: Visit) throws -> Response {
        let look = try visit.look
        let href = "\(list)/\(look.record.signal.rawValue)"
        return try visit.page(
            "signal-look", "The face behind a signal",
            [
                "crumbs": [
                    ["href": list, "text": "Misuse signals"], ["href": href, "text": "This signal"],
                ] as [Fields],
                "src": "\(href)/looks/\(look.record.ref.rawValue)/face.jpg", "search": look.record.search,
                "reason": look.record.reason, "at": Words.moment(look.record.at), "ends": Words.moment(look.ends),
            ])
    }
}

extension Failure {
    /// Whether the form is shown again with it: what was typed may be mended.
    fileprivate var isToBeMended: Bool {
        [.signalUnexplained, .textUnusable, .signalDecided, .signalOpen, .signalNoProbe, .searchUnknown].contains(code)
    }
}

extension Words {
    static func state(_ state: SignalState) -> Fields {
        switch state {
        case .open: Self.state("wait", "open")
        case .explained: Self.state("ended", "explained")
        case .upheld: Self.state("alert", "upheld")
        }
    }

    static func state(_ decision: SignalDecision) -> Fields {
        switch decision {
        case .explained: Self.state("ended", "explained")
        case .upheld: Self.state("alert", "upheld")
        case .reopened: Self.state("wait", "opened again")
        }
    }
}
