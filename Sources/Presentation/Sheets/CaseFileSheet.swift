package import FaceSearch
import Foundation
import Photos
import Records
import Rules
import TransparencyLog
import Vocabulary

/// A case's file as one self-contained page, to be read, printed or disclosed.
package struct CaseFileSheet {
    private let file: CaseFile

    package init(_ file: CaseFile) { self.file = file }

    /// - Throws: `sheet.unwritable`.
    package func write(to path: String) throws { try SheetFile.write(html(), to: path) }

    package func html() throws -> String {
        try SheetFile.render(String(decoding: PackageResources.case_file_mustache, as: UTF8.self), page)
    }

    private var page: [String: Any] {
        var page: [String: Any] = [
            "reference": file.record.reference, "organisation": file.organisation.name,
            "opened": moment(file.record.opened) + " UTC", "openedBy": name(file.record.openedBy),
            "exported": moment(file.exported),
            "searchCount": counted(file.parts.reduce(0) { $0 + $1.searches.count }, "search"),
            "authorisationCount": counted(file.parts.count, "authorisation"),
            "outcomes": file.outcomes.map(outcome), "parts": file.parts.map(part), "logKey": "\(file.logKey)",
        ]
        page["closed"] = file.record.closed.map { moment($0) + " UTC" }
        return page
    }

    private func outcome(_ record: OutcomeRecord) -> [String: Any] {
        var fields: [String: Any] = [
            "kind": record.outcome.kind.word, "text": record.outcome.text, "at": moment(record.at),
            "by": name(record.account),
        ]
        fields["action"] = record.outcome.kind.action?.rawValue
        fields["candidate"] = record.outcome.candidate.map { ["rank": "\($0.rank)", "search": $0.search] }
        fields["corroboration"] = record.outcome.corroboration
        return fields
    }

    private func part(_ part: CaseFile.Part) -> [String: Any] {
        let authorisation = part.described.authorisation
        let request = authorisation.request
        var fields: [String: Any] = [
            "id": authorisation.ref.rawValue, "state": authorisation.state.rawValue,
            "requester": part.described.requester, "collections": part.described.collections.joined(separator: ", "),
            "purpose": request.purpose, "necessity": request.necessity,
            "proportionality": request.proportionality, "used": authorisation.used, "searches": request.searches,
            "notBefore": moment(request.notBefore), "expires": moment(request.expires),
            "made": part.searches.map(search),
            "refusals": part.refusals.map {
                ["at": moment($0.at), "by": name($0.account), "code": $0.code ?? "the reason is no longer kept"]
            },
        ]
        if case .breakGlass(let reason, _) = authorisation.kind { fields["breakGlass"] = reason }
        fields["decision"] = authorisation.decision.map(decision)
        fields["revocation"] = authorisation.revocation.map(decision)
        return fields
    }

    private func decision(_ decision: Authorisation.Decision) -> [String: Any] {
        ["by": name(decision.by), "at": moment(decision.at), "reason": decision.reason]
    }

    private func search(_ made: CaseFile.Search) -> [String: Any] {
        let record = made.past.search
        let probe = made.probe.flatMap { probe in
            try? SheetPhoto(Photo(probe.photo), landmarks: probe.landmarks, box: probe.box).fields
        }
        var fields: [String: Any] = [
            "at": moment(record.at), "search": record.id, "by": name(AccountRef(record.account)),
            "result": result(made), "probeHash": hexadecimal(record.probeSHA256),
            "threshold": String(format: "%.2f", record.threshold), "limit": record.limit,
            "model": record.model.rawValue, "candidates": made.candidates.map { candidate($0, of: made, probe) },
        ]
        fields["probeType"] = record.probeType?.rawValue
        fields["receipt"] = made.receipt.map { String(decoding: $0.serialised(), as: UTF8.self) }
        return fields
    }

    private func result(_ made: CaseFile.Search) -> String {
        switch made.past.state {
        case .open: return "It has not ended."
        case .interrupted: return "It was cut off; nothing was shown."
        case .completed(let outcome):
            let searched = "of \(counted(outcome.galleryFaces, "face")) in \(counted(outcome.galleryPhotos, "photo"))"
            guard outcome.candidates > 0 else { return "Nobody, \(searched)." }
            let kept = made.candidates.count == outcome.candidates ? "" : "; \(made.candidates.count) of them are kept"
            return "\(counted(outcome.candidates, "candidate")), \(searched)\(kept)."
        }
    }

    private func candidate(
        _ candidate: CaseFile.Candidate, of made: CaseFile.Search, _ probe: [String: Any]?
    ) -> [String: Any] {
        var fields: [String: Any] = [
            "rank": candidate.stored.rank, "similarity": String(format: "%.3f", candidate.stored.similarity),
            "state": candidate.state.words,
            "looks": made.looks.filter { $0.rank == candidate.stored.rank }.map {
                ["by": name($0.examiner), "at": moment($0.at)]
            },
            "reviews": candidate.reviews.map {
                [
                    "verdict": $0.review.verdict.rawValue, "by": name($0.review.examiner), "at": moment($0.at),
                    "reasons": $0.reasons,
                ]
            },
        ]
        fields["probe"] = probe
        if let face = candidate.face {
            fields["caption"] = face.photo.metadata.caption
            fields["source"] = face.photo.metadata.source
            fields["picture"] = try? SheetPhoto(
                face.original(), landmarks: face.face.landmarks, box: face.face.box
            ).fields
        }
        return fields
    }

    private func name(_ account: AccountRef) -> String { file.names[account] ?? account.rawValue }

    private func moment(_ date: Date) -> String {
        date.formatted(.iso8601.year().month().day().time(includingFractionalSeconds: false).dateTimeSeparator(.space))
    }
}
