import FaceSearch
import Foundation
import HTTPTypes
import Hummingbird
import Oversight
import Presentation
import Records
import Rules
import TransparencyLog
import Vocabulary

/// Misuse signals, for overseers: read, decided on, raised. Each look is logged.
enum SignalsAPI {
    static let path = "/oversight/signals"

    static let routes: [Route] = [
        .list(
            path, "listSignals", "Newest first.", for: .duty(.decideSignal),
            [
                .query("state", "Only these.", .word(SignalState.allCases.map(\.rawValue))),
                .query("kind", "Only of this rule.", .word(SignalKind.allCases.map(\.rawValue))),
            ]
        ) { visit, paging in
            let filter = SignalFilter(
                state: try visit.asked("state", as: SignalState.self),
                kind: try visit.asked("kind", as: SignalKind.self)?.word)
            try await visit.home.noteReading(OversightReading(.usage, of: API.root + path), as: visit.actor)
            let fetched = try visit.home.signals(
                filter, after: paging.lastID.map { SignalRef($0) }, limit: paging.limit + 1, as: visit.actor)
            return paging.page(ofFetched: fetched, id: \.record.ref.rawValue) { SignalAnswer($0) }
        },
        .act(
            "\(path)/check", "checkSignals",
            "Applies the rules to everything that was done, and raises what is new; the server does so each day.",
            for: .duty(.decideSignal)
        ) { visit in
            let (home, history, actor) = (visit.home, visit.desk.history, try visit.actor)
            return SignalCheckOutput(
                try await visit.desk.overseeing.pass { try await history.checkSignals(in: home, as: actor) })
        },
        .read(
            "\(path)/:signal", "getSignal",
            "One signal: its rule, its evidence, what was decided, and who looked behind it.",
            for: .duty(.decideSignal)
        ) { visit in
            let ref = try await visit.noted("")
            return SignalDetailsOutput(
                try visit.home.signal(ref, as: visit.actor), limits: try visit.home.policy().policy.signals)
        },
        .list(
            "\(path)/:signal/entries", "listSignalEntries",
            "The log's entries that it rests on, with what they stand for, in the log's order.", for: .duty(.readLog)
        ) { visit, paging in
            let ref = try await visit.noted("/entries")
            let (history, _) = try await visit.desk.history.history(as: visit.actor)
            let places = try visit.home.signal(ref, as: visit.actor).signal.record.evidence.entries
            let page = paging.page(of: places, id: { "\($0)" }) { Place(index: $0) }
            let shown = try visit.entries(at: page.items.map(\.index))
            return Page(
                items: page.items.compactMap { place in
                    shown[place.index].map { EntryAnswer($0, in: history) }
                }, next: page.next)
        },
        decision("explain", "explainSignal", "Says that there is a harmless reason for it.", .explained),
        decision("uphold", "upholdSignal", "Says that it is what it looks like.", .upheld),
        decision(
            "reopen", "reopenSignal", "Opens one again that was decided on; what was said stays on record.", .reopened),
    ]

    private static func decision(_ word: String, _ id: String, _ summary: String, _ decision: SignalDecision) -> Route {
        .act("\(path)/:signal/\(word)", id, summary, for: .duty(.decideSignal)) { (visit, body: SignalReasoned) in
            SignalAnswer(try await visit.home.decide(visit.signal, decision, reason: body.reason, as: visit.actor))
        }
    }

    private struct Place: Encodable, Described {
        let index: Int

        static let schema = Schema.object(["index": .count])
    }
}

extension Visit {
    /// The path's signal, once it is noted that it is read. Asked for before, so that nothing is noted that is not there.
    fileprivate func noted(_ part: String) async throws -> SignalRef {
        let ref = try signal
        _ = try home.signal(ref, as: actor)
        let name = "\(API.root)\(SignalsAPI.path)/\(ref.rawValue)\(part)"
        try await home.noteReading(OversightReading(part.isEmpty ? .usage : .entries, of: name), as: actor)
        return ref
    }
}

/// Why something is done with a signal; the other overseers read it.
private struct SignalReasoned: Decodable, Described {
    let reason: String

    static let schema = Schema.named("SignalReason", .object(["reason": .signalReason]))
}

extension Schema {
    static let signalReason = text(SignalReason.shortest...FreeText.longest)
}

private struct SignalAnswer: Extended {
    struct More: Encodable {
        struct IDs: Encodable {
            let account: String?
        }

        let ids: IDs
    }

    let base: SignalOutput
    let more: More

    init(_ signal: Signal) {
        base = SignalOutput(signal)
        more = More(ids: More.IDs(account: signal.record.account?.rawValue))
    }

    static let schema = Schema.named(
        "SignalWithIDs",
        .object(SignalOutput.members.merging(["ids": .object(["account": .optional(.id)])]) { $1 }))
}
