import FaceSearch
import Foundation
import Hummingbird
import Oversight
import Rules
import Vocabulary

/// Evidence for a regulator, as one page that verifies itself, or as an archive of a pack's files.
enum EvidencePages {
    static let routes: [Route] = [
        .get("/oversight/evidence", for: .duty(.exportEvidence)) { try show($0) },
        .post("/oversight/evidence", for: .duty(.exportEvidence)) { visit in
            do {
                let request = try request(visit.form)
                if visit.form.exact("form") == "tar" {
                    let pack = try await visit.evidenceArchive(request)
                    return .streamed(pack.body, EvidenceTar.type, fileName: pack.fileName)
                }
                let page = try await visit.home.exportEvidencePage(request, as: visit.actor)
                return .bytes(
                    page.html, "text/html; charset=utf-8", fileName: "evidence-\(page.manifest.pack).html")
            } catch let failure as Failure where failure.code.kind == .usage || failure.code.kind == .policy {
                return try show(visit, failure)
            }
        },
    ]

    private static func request(_ form: Form) throws -> EvidenceRequest {
        let reason = try reason(form.text("reason"))
        let scope: EvidenceRequest.Scope =
            switch form.exact("about") {
            case "period": .period(try Period(parsing: form["period"] ?? ""))
            case "case": .caseFile(form["case"] ?? "")
            default: throw Failure.malformedForm
            }
        return EvidenceRequest(scope, withPayloads: form.exact("payloads") == "yes", reason: reason)
    }

    /// Why it is exported: what leaves by the server always says that.
    /// - Throws: `reason.missing`.
    static func reason(_ text: String) throws -> String {
        let reason = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !reason.isEmpty else {
            throw Failure(
                .reasonMissing, "There is no reason given.", remedy: "Say why it is exported, in a few words.")
        }
        return reason
    }

    private static func show(_ visit: Visit, _ failure: Failure? = nil) throws -> Response {
        // Asked here too: the page says how to get evidence, to those who may.
        try visit.home.check(visit.actor, anyOf: [.exportEvidence])
        let isCase = visit.form.exact("about") == "case"
        return try visit.page(
            "evidence", "Evidence",
            fields([
                "error": failure.map { "\($0.reason) \($0.remedy)" }, "period": visit.form["period"] ?? "",
                "case": visit.form["case"] ?? "", "reason": visit.form.text("reason"),
                "most": Words.number(EvidencePage.mostEntries),
                "mostInFolder": Words.number(EvidenceArchive.mostEntries), "aboutPeriod": !isCase, "aboutCase": isCase,
                "withPayloads": failure == nil || visit.form.exact("payloads") == "yes",
            ]), status: failure.map { FailureAnswer($0).status } ?? .ok)
    }
}
