import FaceSearch
import Foundation
import HTTPTypes
import Hummingbird
import Oversight
import Rules
import TransparencyLog
import Vocabulary

/// Transparency reports: made, signed, and handed out; that it was published is logged first.
enum ReportsAPI {
    private static let path = "/oversight/reports"

    static let routes: [Route] = [
        .list(
            path, "listReports", "Those that were published, newest first. The look is logged.", for: .duty(.readUsage)
        ) {
            visit, paging in
            let (history, _) = try await visit.desk.history.history(as: visit.actor)
            try await visit.home.noteReading(OversightReading(.usage, of: API.root + path), as: visit.actor)
            let published = history.occurrences.filter { $0.type == .reportPublished }.reversed()
            return paging.page(of: Array(published), id: { "\($0.index)" }) { one in
                Published(entry: Int(one.index), at: one.moment, by: history.name(one.account))
            }
        },
        .export(
            path, "publishReport", "Publishes a report of whole months that are over.", for: .duty(.publishReport),
            ReportForm.allCases.map(\.mediaType)
        ) { (visit, body: NewReport) in
            guard let form = ReportForm(rawValue: body.form) else { throw Failure.malformedForm }
            let period = try Period(parsing: body.period)
            let (home, history, actor) = (visit.home, visit.desk.history, try visit.actor)
            let published = try await visit.desk.overseeing.pass {
                try await history.publishReport(of: period, in: home, as: actor)
            }
            return try answer(published, form)
        },
    ]

    /// Asked for once more, the same report is written from its note, which is what is kept of it.
    private static func answer(_ published: PublishedReport, _ form: ReportForm) throws -> APIAnswer {
        let note = published.note.serialised()
        var answer = APIAnswer(
            status: .created, type: form.mediaType, bytes: try published.file(form),
            fileName: "report-\(published.report.period.text).\(form.rawValue)")
        answer.again = { _ in
            try self.answer(PublishedReport(parsing: SignedNote(parsing: note)), form)
        }
        return answer
    }

    private struct NewReport: Decodable, Described {
        let period: String
        let form: String

        static let schema = Schema.named(
            "NewReport",
            .object(["period": .period, "form": .word(ReportForm.allCases.map(\.rawValue))]))
    }

    private struct Published: Encodable, Described {
        /// Where the log says so.
        let entry: Int
        let at: Date
        let by: String

        static let schema = Schema.named(
            "PublishedReport", .object(["entry": .count, "at": .moment, "by": .text]))
    }
}
