import FaceSearch
import Foundation
import Presentation
import Rules

/// What was kept as long as it may be.
enum RetentionAPI {
    static let routes: [Route] = [
        .read("/retention", "previewRetention", "What a run would erase now.", for: .duty(.runRetention)) { visit in
            RetentionOutput(try visit.home.previewRetention(as: visit.actor), dryRun: true)
        },
        .list("/retention/runs", "listRetentionRuns", "The latest ten, newest first.", for: .duty(.runRetention)) {
            visit, paging in
            let runs = try visit.home.retentionRuns(as: visit.actor)
            return paging.page(of: Array(runs.enumerated()), id: { "\($0.offset)" }) {
                Run(at: $0.element.at, by: $0.element.by)
            }
        },
        .act("/retention/runs", "runRetention", "Erases what is due.", for: .duty(.runRetention)) { visit in
            RetentionOutput(try await visit.home.runRetention(as: visit.actor), dryRun: false)
        },
    ]

    private struct Run: Encodable, Described {
        let at: Date
        let by: String

        static let schema = Schema.named("RetentionRun", .object(["at": .moment, "by": .text]))
    }
}
