import FaceSearch
import Foundation
import HTTPTypes
import Hummingbird
import Oversight
import Rules
import TransparencyLog
import Vocabulary

/// Evidence for a regulator, as one page that verifies itself; that it leaves is logged first, and in it.
enum EvidenceAPI {
    static let routes: [Route] = [
        .export(
            "/oversight/evidence", "exportEvidence",
            "An evidence pack of a period or of a case as one page, of \(EvidencePage.mostEntries) entries at most.",
            for: .duty(.exportEvidence), ["text/html; charset=utf-8"]
        ) { (visit, body: NewPack) in
            let request = try body.request()
            let (home, actor) = (visit.home, try visit.actor)
            let page = try await visit.desk.overseeing.pass {
                try await home.exportEvidencePage(request, as: actor)
            }
            return APIAnswer(
                status: .created, type: "text/html; charset=utf-8", bytes: page.html,
                fileName: "evidence-\(page.manifest.pack).html", isRemembered: false)
        }
    ]

    private struct NewPack: Decodable, Described {
        let period: String?
        let `case`: String?
        let reason: String
        let withoutPayloads: Bool?
        /// A signed checkpoint that the reader kept.
        let since: String?

        static let schema = Schema.named(
            "NewEvidence",
            .object([
                "period": .optional(.period), "case": .optional(.text(1...200)), "reason": .words,
                "withoutPayloads": .optional(.truth), "since": .optional(.text(1...SignedNote.maximumSize)),
            ]))

        /// - Throws: `form.malformed` unless it is about a period or a case; `reason.missing`, `period.malformed`,
        ///   `log.malformed`.
        func request() throws -> EvidenceRequest {
            let reason = try EvidencePages.reason(reason)
            let scope: EvidenceRequest.Scope
            switch (period, `case`) {
            case (let period?, nil): scope = .period(try Period(parsing: period))
            case (nil, let reference?): scope = .caseFile(reference)
            default: throw Failure.malformedForm
            }
            return EvidenceRequest(
                scope, withPayloads: !(withoutPayloads ?? false), reason: reason,
                earlier: try since.map { try SignedCheckpoint(parsing: Array($0.utf8)) })
        }
    }
}
