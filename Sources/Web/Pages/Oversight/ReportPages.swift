import FaceSearch
import Foundation
import Hummingbird
import Oversight
import Records
import Rules
import TransparencyLog
import Vocabulary

/// Transparency reports: made, signed, and downloaded.
enum ReportPages {
    static let routes: [Route] = [
        .get("/oversight/report", for: .duty(.publishReport)) { try await show($0) },
        .post("/oversight/report", for: .duty(.publishReport)) { visit in
            do {
                let period = try Period(parsing: visit.form["period"] ?? "")
                guard let form = visit.form.exact("form").flatMap(ReportForm.init(rawValue:)) else {
                    throw Failure.malformedForm
                }
                let published = try await visit.desk.history.publishReport(of: period, in: visit.home, as: visit.actor)
                return .bytes(
                    try published.file(form), form.mediaType,
                    fileName: "report-\(period.text).\(form.rawValue)")
            } catch let failure as Failure where failure.code.kind == .usage {
                return try await show(visit, failure)
            }
        },
    ]

    private static func show(_ visit: Visit, _ failure: Failure? = nil) async throws -> Response {
        let (history, _) = try await visit.desk.history.history(as: visit.actor)
        let last = history.occurrences.last?.moment ?? Date()
        let over = Period.month(of: last).from.addingTimeInterval(-86_400)
        let smallest = try visit.home.policy().policy.smallestReportedCount
        return try visit.page(
            "report", "Transparency report",
            fields([
                "error": failure.map { "\($0.reason) \($0.remedy)" },
                "period": visit.form["period"] ?? Period.month(of: over).text, "smallest": "\(smallest)",
                "published": try history.occurrences.filter { $0.type == .reportPublished }.suffix(20).reversed().map {
                    fields([
                        "href": "/oversight/entries/\($0.index)",
                        "at": ["text": $0.moment.minuteInWords, "iso": $0.moment.formatted(.iso8601)] as Fields,
                        "by": history.name($0.account), "of": try period(ofReportAt: Int($0.index), visit),
                    ])
                },
            ]), status: failure.map { FailureAnswer($0).status } ?? .ok)
    }
}

extension ReportPages {
    /// In words; nil when it is not known any more.
    private static func period(ofReportAt index: Int, _ visit: Visit) throws -> String? {
        guard let record = try visit.home.loggedRecords(from: index, to: index + 1, as: visit.actor).first,
            let payload = record.opening?.payload, case .object(let object)? = try? CanonicalJSON.parse(payload),
            case .string(let text)? = object["period"]
        else { return nil }
        return try? Period(parsing: text).words
    }
}

extension ReportForm {
    var mediaType: String {
        switch self {
        case .html: "text/html; charset=utf-8"
        case .csv: "text/csv; charset=utf-8"
        case .json: "application/json"
        }
    }
}
