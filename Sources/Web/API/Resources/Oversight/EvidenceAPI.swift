import FaceSearch
import Foundation
import HTTPTypes
import Hummingbird
import Oversight
import Rules
import TransparencyLog
import Vocabulary

/// Evidence for a regulator, as one page that verifies itself, or as all of a pack's files; that it leaves is logged first, and
/// in it.
enum EvidenceAPI {
    static let routes: [Route] = [
        .export(
            "/oversight/evidence", "exportEvidence",
            "An evidence pack of a period or of a case: as one page, of \(EvidencePage.mostEntries) entries at most; "
                + "or its files as a tar archive, of \(EvidenceArchive.mostEntries) at most.",
            for: .duty(.exportEvidence), ["text/html; charset=utf-8", EvidenceTar.type]
        ) { (visit, body: NewPack) in
            let request = try body.request()
            if body.form == .tar {
                let pack = try await visit.evidenceArchive(request)
                return APIAnswer(
                    status: .created, type: EvidenceTar.type, streamed: pack.body, fileName: pack.fileName,
                    isRemembered: false)
            }
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
        enum Form: String, Decodable, CaseIterable {
            case html, tar
        }

        let period: String?
        let `case`: String?
        let reason: String
        /// A page, unless it is said.
        let form: Form?
        let withoutPayloads: Bool?
        /// A signed checkpoint that the reader kept.
        let since: String?

        static let schema = Schema.named(
            "NewEvidence",
            .object([
                "period": .optional(.period), "case": .optional(.text(1...200)), "reason": .words,
                "form": .optional(.word(Form.allCases.map(\.rawValue))),
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
