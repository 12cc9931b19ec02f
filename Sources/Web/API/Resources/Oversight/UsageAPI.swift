import FaceSearch
import Foundation
import Hummingbird
import Oversight
import Rules
import TransparencyLog
import Vocabulary

/// Who used it, how much, and for what, counted from the log. Each look is logged.
enum UsageAPI {
    private static let path = "/oversight/usage"

    static let routes: [Route] = [
        .list(
            path, "getUsage",
            "Figures of a period, of everybody or of whom the query names, and told apart: docs/usage.md says what each counts.",
            for: .duty(.readUsage),
            OversightQuery.scope + [
                .query(
                    "by", "Tell it apart, most searches first; parts come in pages.",
                    .word(Part.allCases.map(\.rawValue)))
            ]
        ) { visit, paging in
            let part = try visit.asked("by", as: Part.self)
            let view = try await visit.overseersView()
            try await note(view, part.map { ["by": $0.rawValue] } ?? [:])
            let parts = part.map { view.history.usage(in: view.period, of: view.scope, by: $0) } ?? []
            return Answer(
                view,
                paging.page(of: parts, id: { $0.id?.text ?? "" }) {
                    UsageOutput.One($0.figures, id: $0.id, name: $0.name)
                })
        },
        .read(
            "\(path)/searches", "getSearchUsage",
            "Searches of a period by time, by hour of the day (UTC), by purpose, collection and approver, and why others were "
                + "refused.",
            for: .duty(.readUsage), OversightQuery.scope
        ) { visit in
            let view = try await visit.overseersView()
            try await note(view, [:], "\(path)/searches")
            return Searches(view)
        },
    ]

    private static func note(
        _ view: OverseersView, _ more: KeyValuePairs<String, String>, _ path: String = path
    ) async throws {
        let name = view.address(API.root + path, more)
        try await view.visit.home.noteReading(OversightReading(.usage, of: name), as: view.visit.actor)
    }

    private struct Answer: Extended {
        struct More: Encodable {
            let next: String?
        }

        let base: UsageOutput
        let more: More

        init(_ view: OverseersView, _ parts: Page<UsageOutput.One>) {
            let id = view.scope.account ?? view.scope.unit ?? view.scope.organisation
            base = UsageOutput(
                view.period, CountedLogOutput(view.checkpoint),
                everybody: UsageOutput.One(
                    view.history.figures(in: view.period.seconds, of: view.scope), id: id,
                    name: id.map { view.name(of: $0) } ?? "everybody"),
                parts: parts.items, outcomes: view.history.outcomes(in: view.period.seconds, of: view.scope))
            more = More(next: parts.next)
        }

        static let schema = Schema.named(
            "UsageInParts", .object(UsageOutput.members.merging(["next": .optional(.text)]) { $1 }))
    }

    private struct Searches: Encodable, Described {
        struct Step: Encodable {
            let from: Date
            let count: Int
        }

        struct Share: Encodable {
            let label: String
            let id: String?
            let count: Int

            init(_ tally: Tally) { (label, id, count) = (tally.label, tally.id?.text, tally.count) }
        }

        let period: String
        let log: CountedLogOutput
        let step: String
        let steps: [Step]
        /// 24 counts.
        let hours: [Int]
        let purposes: [Share]
        let collections: [Share]
        let approvers: [Share]
        let refusals: [Share]

        init(_ view: OverseersView) {
            let (history, seconds, scope) = (view.history, view.period.seconds, view.scope)
            let step = TimeStep(for: seconds)
            func shares(_ aspect: SearchAspect) -> [Share] {
                history.tally(aspect, in: seconds, of: scope).map { Share($0) }
            }
            (period, log, self.step) = (view.period.text, CountedLogOutput(view.checkpoint), step.rawValue)
            steps = history.timeline(of: [.searches], in: seconds, of: scope, by: step).map {
                Step(from: $0.from, count: $0.counts[0])
            }
            hours = history.hours(in: seconds, of: scope)
            (purposes, collections) = (shares(.purpose), shares(.collection))
            (approvers, refusals) = (shares(.approver), shares(.refusal))
        }

        private static let shares = Schema.list(
            of: .named("Share", .object(["label": .text, "id": .optional(.id), "count": .count])))

        static let schema = Schema.named(
            "SearchUsage",
            .object([
                "period": .text, "log": CountedLogOutput.schema, "step": .word(TimeStep.allCases.map(\.rawValue)),
                "steps": .list(of: .object(["from": .moment, "count": .count])),
                "hours": .list(of: .count, bounds: ["minItems": 24, "maxItems": 24]), "purposes": shares,
                "collections": shares, "approvers": shares, "refusals": shares,
            ]))
    }
}
