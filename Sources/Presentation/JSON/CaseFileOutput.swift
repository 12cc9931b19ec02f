package import FaceSearch
import Foundation
package import Records
package import Rules
import TransparencyLog
import Vocabulary

/// A case's file as JSON (docs/json.md).
package struct CaseFileOutput: Encodable {
    package struct Part: Encodable {
        let authorisation: AuthorisationOutput
        let searches: [Search]
        let refusals: [Refusal]
    }

    package struct Refusal: Encodable {
        let at: Date
        let account: String
        let code: String?
    }

    package struct Look: Encodable {
        let at: Date
        let examiner: String
        let rank: Int?
    }

    package struct Search: Encodable {
        let search: String
        let at: Date
        let account: String
        let purpose: String
        let probeType: String?
        let probeSHA256: String
        let threshold: Float
        let limit: Int
        let model: String
        /// `completed`, `interrupted` or `open`.
        let state: String
        let galleryFaces: Int?
        let galleryPhotos: Int?
        /// How many were shown; ``candidates`` has those that are kept.
        let shown: Int?
        let candidatesSHA256: String?
        let looks: [Look]
        let candidates: [Candidate]
        let proof: String?
    }

    package struct Candidate: Encodable {
        let rank: Int
        let similarity: Float
        let face: UInt64
        let photo: Int64?
        let caption: String?
        let state: String
        let reviews: [Review]
    }

    package struct Review: Encodable {
        let examiner: String
        let verdict: String
        let reasons: String
        let at: Date
    }

    package struct OutcomeOutput: Encodable {
        let id: String
        let kind: String
        let action: String?
        let search: String?
        let rank: Int?
        let text: String
        let corroboration: String?
        let at: Date
        let account: String

        package init(_ record: OutcomeRecord, by name: String) {
            id = record.ref
            kind = record.outcome.kind.word
            action = record.outcome.kind.action?.rawValue
            search = record.outcome.candidate?.search
            rank = record.outcome.candidate?.rank
            text = record.outcome.text
            corroboration = record.outcome.corroboration
            at = record.at
            account = name
        }
    }

    let `case`: String
    let organisation: String
    let opened: Date
    let closed: Date?
    let exported: Date
    let logKey: String
    let authorisations: [Part]
    let outcomes: [OutcomeOutput]

    package init(_ file: CaseFile) {
        func name(_ account: AccountRef) -> String { file.names[account] ?? account.rawValue }
        self.case = file.record.reference
        organisation = file.organisation.name
        opened = file.record.opened
        closed = file.record.closed
        exported = file.exported
        logKey = "\(file.logKey)"
        authorisations = file.parts.map { part in
            Part(
                authorisation: AuthorisationOutput(part.described),
                searches: part.searches.map { Search($0, name) },
                refusals: part.refusals.map { Refusal(at: $0.at, account: name($0.account), code: $0.code) })
        }
        outcomes = file.outcomes.map { OutcomeOutput($0, by: name($0.account)) }
    }
}

extension CaseFileOutput.Search {
    fileprivate init(_ made: CaseFile.Search, _ name: (AccountRef) -> String) {
        let record = made.past.search
        search = record.id
        at = record.at
        account = name(AccountRef(record.account))
        purpose = record.purpose
        probeType = record.probeType?.rawValue
        probeSHA256 = hexadecimal(record.probeSHA256)
        threshold = record.threshold
        limit = record.limit
        model = record.model.rawValue
        switch made.past.state {
        case .completed(let outcome):
            state = "completed"
            (galleryFaces, galleryPhotos, shown) = (outcome.galleryFaces, outcome.galleryPhotos, outcome.candidates)
            candidatesSHA256 = hexadecimal(outcome.candidatesSHA256)
        case .interrupted, .open:
            if case .open = made.past.state { state = "open" } else { state = "interrupted" }
            (galleryFaces, galleryPhotos, shown, candidatesSHA256) = (nil, nil, nil, nil)
        }
        looks = made.looks.map { CaseFileOutput.Look(at: $0.at, examiner: name($0.examiner), rank: $0.rank) }
        candidates = made.candidates.map { candidate in
            CaseFileOutput.Candidate(
                rank: candidate.stored.rank, similarity: candidate.stored.similarity,
                face: candidate.stored.face.rawValue, photo: candidate.face?.photo.id.rawValue,
                caption: candidate.face?.photo.metadata.caption, state: candidate.state.word,
                reviews: candidate.reviews.map {
                    CaseFileOutput.Review(
                        examiner: name($0.review.examiner), verdict: $0.review.verdict.rawValue, reasons: $0.reasons,
                        at: $0.at)
                })
        }
        proof = made.receipt.map { String(decoding: $0.serialised(), as: UTF8.self) }
    }
}

extension ReviewPanel.State? {
    /// For programs.
    package var word: String {
        switch self {
        case nil: "not-sent"
        case .notNeeded?: "not-needed"
        case .waiting?: "waiting"
        case .finding(let verdict)?: verdict.rawValue
        case .noFinding?: "no-finding"
        }
    }

    /// For people.
    package var words: String { self?.words ?? "Not sent to examiners." }
}

extension ReviewPanel.State {
    /// For people. How many are still to speak is not told: it would tell whether those who have agree.
    package var words: String {
        switch self {
        case .notNeeded: "No examiner is asked for."
        case .waiting: "Waits for examiners."
        case .finding(.supports): "Examiners agree: supports."
        case .finding(.doesNotSupport): "Examiners agree: does not support."
        case .finding(.inconclusive): "Examiners agree: inconclusive."
        case .noFinding: "Examiners do not agree: no finding."
        }
    }
}
