import Foundation
import Records
import Rules
import TransparencyLog
import Vocabulary

extension Home {
    /// A case's file. That it left the home is logged.
    /// - Throws: `case.unknown`, `role.missing`, `log.…`.
    public func exportCase(_ reference: String, as actor: Actor) async throws -> CaseFile {
        let key = try Self.logVerifierKey(of: directory)
        let (file, events) = try await act(as: actor, .exportCase) { deed in
            let record = try deed.caseFile(reference)
            try deed.checkExport(of: record)
            try deed.tell(.caseExported, ["case": record.ref.rawValue])
            return try deed.file(of: record, key: key)
        }
        // Receipts need the log, which has the transaction's own event by now.
        let receipts = try await log.receipts(for: events)
        return file.adding(receipts)
    }
}

extension Deed {
    /// Approvers answer for a case, and so do those who worked on it; other searchers have no business with its faces.
    func checkExport(of record: CaseRecord) throws {
        let own = person.account.ref
        if (try? Duty.decideAuthorisation.check(held: person.account.roles)) != nil || record.openedBy == own { return }
        guard try records.authorisations(on: record.ref).contains(where: { $0.request.requester == own }) else {
            throw Failure(
                .caseNotYours, "You neither opened the case nor searched on it.",
                remedy: "Ask an approver, or whoever opened it, to export it.")
        }
    }

    /// A candidate's face and photo, while the searcher's organisation may still search its collection.
    func visibleFace(of candidate: StoredCandidate, for purpose: String) throws -> FaceWithPhoto? {
        guard let face = try records.face(candidate.face),
            let collection = try records.collections().first(where: { $0.id == face.photo.collection }),
            (try? checkAccess(to: collection, for: purpose)) != nil
        else { return nil }
        return face
    }

    /// The file without receipts, and the event of each search that says what came of it.
    fileprivate func file(of record: CaseRecord, key: VerifierKey) throws -> (CaseFile, [String: Int64]) {
        var events: [String: Int64] = [:]
        let parts = try records.authorisations(on: record.ref).map { authorisation in
            CaseFile.Part(
                described: try describe(authorisation),
                searches: try records.searches(on: authorisation.ref).map { past in
                    let id = past.search.id
                    events[id] = try records.event(of: EventType.searchCompleted.rawValue, about: id)
                    return CaseFile.Search(
                        past: past, probe: try records.probe(of: id), looks: try looks(of: id),
                        candidates: try records.candidates(of: id).map { try reviewed($0, in: past) }, receipt: nil)
                }, refusals: try refusals(on: authorisation.ref))
        }
        let names = Dictionary(uniqueKeysWithValues: try records.accounts().map { ($0.ref, $0.name) })
        let file = CaseFile(
            record: record, organisation: person.organisation, exported: now, parts: parts,
            outcomes: try records.outcomes(of: record.ref), names: names, logKey: key)
        return (file, events)
    }

    private func refusals(on authorisation: AuthorisationRef) throws -> [CaseFile.Refusal] {
        try records.events(of: EventType.searchRefused.rawValue, about: authorisation.rawValue).compactMap { event in
            guard let account = LoggedEvent(event.entry)?.ids["account"] else { return nil }
            return CaseFile.Refusal(
                at: event.at, account: AccountRef(account.text), code: event.payload?["code"]?.text)
        }
    }

    private func looks(of search: String) throws -> [CaseFile.Look] {
        try records.events(of: EventType.reviewOpened.rawValue, about: search).compactMap { event in
            guard let account = LoggedEvent(event.entry)?.ids["account"] else { return nil }
            return CaseFile.Look(
                at: event.at, examiner: AccountRef(account.text), rank: event.payload?["rank"]?.whole)
        }
    }

    private func reviewed(_ candidate: StoredCandidate, in past: PastSearch) throws -> CaseFile.Candidate {
        let panel = try panel(of: candidate, in: past)
        var isSettled = true
        if case .waiting = panel.state { isSettled = false }
        return CaseFile.Candidate(
            stored: candidate, face: try visibleFace(of: candidate, for: past.search.purpose),
            state: try records.isSentToExaminers(candidate) ? panel.state : nil,
            reviews: isSettled ? try records.reviews(of: candidate.search, rank: candidate.rank) : [])
    }
}

extension CaseFile {
    fileprivate func adding(_ receipts: [String: Receipt]) -> CaseFile {
        CaseFile(
            record: record, organisation: organisation, exported: exported,
            parts: parts.map { part in
                Part(
                    described: part.described,
                    searches: part.searches.map {
                        Search(
                            past: $0.past, probe: $0.probe, looks: $0.looks, candidates: $0.candidates,
                            receipt: receipts[$0.past.search.id])
                    }, refusals: part.refusals)
            }, outcomes: outcomes, names: names, logKey: logKey)
    }
}
