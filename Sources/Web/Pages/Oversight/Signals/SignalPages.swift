import FaceSearch
import Foundation
import Hummingbird
import Presentation
import Records
import Rules
import Vocabulary

/// Misuse signals, for overseers: patterns of use with their evidence, what was decided of them, and looks at the faces behind them.
enum SignalPages {
    static let list = "/oversight/signals"

    static let routes: [Route] = [
        .get(list, for: .duty(.decideSignal)) { try await SignalListPage.show($0) },
        .get("\(list)/:signal", for: .duty(.decideSignal)) { try await SignalPage.show($0) },
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
                return try await SignalPage.show(visit, failure)
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
            return try await SignalPage.show(visit, failure)
        }
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
