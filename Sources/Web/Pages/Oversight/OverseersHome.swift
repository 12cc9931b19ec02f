import FaceSearch
import Foundation
import Records
import Rules

/// What waits for an overseer on the first page: signals that nobody has looked into, and a log that nobody vouches for.
enum OverseersHome {
    private static let mostShown = 8

    static func parts(_ visit: Visit) async throws -> [Fields] {
        let (home, actor) = (visit.home, try visit.actor)
        try await home.noteReading(OversightReading(.usage, of: "/"), as: actor)
        let open = SignalFilter(state: .open)
        let count = try home.countSignals(open, as: actor)
        let signals = try home.signals(open, order: .openAndGravestFirst, limit: mostShown, as: actor)
        return [
            HomePage.part(
                "signals", count == 0 ? "Open signals" : "Open signals: \(Words.number(count))", "/oversight/signals",
                "All signals", "No pattern of use waits for you to look into it.", signals.map(row)),
            HomePage.part(
                "use", "Use, and the log", "/oversight/questions", "Questions, answered", "",
                [
                    [
                        "href": "/oversight", "text": "Who used it, and how",
                        "detail": "Figures of any period, each with its entries in the log.",
                    ], try log(visit),
                ]),
        ]
    }

    private static func row(_ signal: Signal) -> Fields {
        let who = signal.accountName.map { "\($0): " } ?? ""
        return [
            "href": "/oversight/signals/\(signal.record.ref.rawValue)",
            "text": Words.title(signal), "detail": who + Words.figures(signal.record.evidence),
            "state": signal.kind.map { Words.gravity($0.gravity) } ?? Words.state(signal.record.state),
        ]
    }

    private static func log(_ visit: Visit) throws -> Fields {
        let status = try visit.home.witnessStatus(as: visit.actor)
        return [
            "href": "/oversight/witnesses", "text": "Whether outsiders vouch for the log",
            "detail": status.witnesses.isEmpty
                ? status.isForsaken ? "Witnesses did; witnesses.txt lists none any more." : "Nobody does yet."
                : "\(Words.number(status.cosignedSize)) of its \(Words.number(status.size)) entries are cosigned.",
            "state": WitnessPages.state(of: status),
        ]
    }
}
