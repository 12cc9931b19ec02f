import FaceSearch
import Foundation
import HTTPTypes
import Presentation
import Records
import Rules
import Vocabulary

/// Index runs, of folders below those that whoever runs the server has named.
enum IndexingAPI {
    private static let path = "/collections/:collection/index"

    static let routes: [Route] = [
        .list("/roots", "listRoots", "The folders below which photos may be indexed.", for: .duty(.index)) {
            visit, paging in
            paging.page(of: Array(visit.desk.settings.roots.enumerated()), id: { "\($0.offset)" }) {
                Root(root: $0.offset, path: $0.element.path)
            }
        },
        .read(path, "getIndexRun", "How the latest run of the collection stands.", for: .duty(.index)) { visit in
            Answer(try visit.collection(), visit.desk)
        },
        .act(
            path, "index", "Begins to index a folder; one run at a time.", for: .duty(.index), .accepted,
            shows: { Answer(try $0.collection(), $0.desk) }
        ) { (visit, body: NewRun) in
            try Indexing.begin(
                visit, visit.collection(), root: body.root, subfolder: body.subfolder,
                table: body.metadata.map { Array($0.utf8) })
        },
        .act(
            "\(path)/stop", "stopIndexing", "Ends the run; what was enrolled stays.", for: .duty(.index),
            shows: { Answer(try $0.collection(), $0.desk) }
        ) { visit in visit.desk.indexing.stop(try visit.collection().ref) },
    ]

    private struct Root: Encodable, Described {
        let root: Int
        let path: String

        static let schema = Schema.named("Root", .object(["root": .count, "path": .text]))
    }

    private struct NewRun: Decodable, Described {
        let root: Int
        let subfolder: String?
        /// What `index --metadata` takes.
        let metadata: String?

        static let schema = Schema.named(
            "NewIndexRun",
            .object(["root": .count, "subfolder": .optional(.text(0...4000)), "metadata": .optional(.text)]))
    }

    private struct Answer: Encodable, Described {
        let state: String
        let began: Date?
        let done: Int?
        /// Absent until the folders have been counted.
        let total: Int?
        let report: IndexReportOutput?
        let error: FailureOutput?

        init(_ collection: CollectionRecord, _ desk: Desk) {
            let job = desk.indexing.job(of: collection.ref)
            (began, done, total) = (job?.beganAt, job?.progress.done, job?.progress.total)
            switch job?.end {
            case .done(let report):
                state = "done"
                self.report = IndexReportOutput(
                    report, collection: collection.name, seconds: job?.spent?.inSeconds ?? 0)
                error = nil
            case .failed(let failure):
                state = "failed"
                (report, error) = (nil, FailureOutput(failure))
            case nil:
                state = job == nil ? "none" : "running"
                (report, error) = (nil, nil)
            }
        }

        static let schema = Schema.named(
            "IndexRun",
            .object([
                "state": .word(["none", "running", "done", "failed"]), "began": .optional(.moment),
                "done": .optional(.count), "total": .optional(.count), "report": .optional(IndexReportOutput.schema),
                "error": .optional(FailureOutput.schema),
            ]))
    }
}
