import FaceSearch
import Foundation
import Hummingbird
import Records
import Rules

/// All signals, the gravest open ones first.
enum SignalListPage {
    private static let pageLength = 50

    static func show(_ visit: Visit) async throws -> Response {
        let (home, actor) = (visit.home, try visit.actor)
        let state = visit.query("state").flatMap(SignalState.init(rawValue:))
        let kind = visit.query("kind").flatMap(SignalKind.init(rawValue:))
        let filter = SignalFilter(state: state, kind: kind?.word)
        try await home.noteReading(OversightReading(.usage, of: SignalPages.list), as: actor)
        let found = try home.signals(
            filter, order: .openAndGravestFirst, after: visit.query("after").map { SignalRef($0) },
            limit: pageLength + 1, as: actor)
        let shown = found.prefix(pageLength)
        var more: String?
        if found.count > pageLength, let last = shown.last {
            let query = [state.map { "state=\($0.rawValue)" }, kind.map { "kind=\($0.word)" }].compactMap { $0 }
            more = SignalPages.list + "?" + (query + ["after=\(last.record.ref.rawValue)"]).joined(separator: "&")
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
                "gravities": SignalGravity.allCases.map {
                    ["word": Words.gravity($0), "sentence": $0.sentence] as Fields
                },
                "total": Words.number(try home.countSignals(filter, as: actor)), "more": more,
            ]))
    }

    private static func row(_ signal: Signal) -> Fields {
        let record = signal.record
        return fields([
            "href": "\(SignalPages.list)/\(record.ref.rawValue)", "title": Words.title(signal),
            "gravity": signal.kind.map { Words.gravity($0.gravity) }, "state": Words.state(record.state),
            "raised": Words.moment(record.raised), "account": signal.accountName,
            "organisations": Words.organisations(of: signal), "figures": Words.figures(record.evidence),
        ])
    }
}
