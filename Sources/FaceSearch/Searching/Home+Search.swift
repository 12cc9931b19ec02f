import Crypto
public import FaceAnalysis
import Foundation
import Records
import Rules
import TransparencyLog
import Vocabulary

extension Home {
    /// The only way to a candidate.
    ///
    /// 1. The rules are asked whether this search may be made. A refusal is logged.
    /// 2. That it begins is recorded and logged, durably: who, when, what for, on whose word, with which probe, where. The
    ///    authorisation has one search less from here on. The probe's template is kept, sealed, for overseers.
    /// 3. The gallery is searched.
    /// 4. What came of it is recorded and logged, durably. Only then are the candidates handed out, with the receipt.
    ///
    /// - Throws: what ``Deed/permit(_:)`` does; `role.missing`, `account.suspended`, `organisation.suspended`, `clock.behind`,
    ///   `log.…`, `records.…`, `oversight.key-unusable`, `probe.…`, `photo.…`; nothing is shown then.
    public func search(
        _ request: SearchRequest, as actor: Actor, with analyzer: FaceAnalyzer
    ) async throws -> CandidateList {
        try await closeDeadSearches()
        try await passTime()
        // Asked before the work of reading the probe, and once more when it counts.
        try await refusing(request, actor) { try self.look(as: actor, .search) { _ = try $0.permit(request) } }
        var times = SearchTimes()
        let begun = ContinuousClock.now
        let probe = try await ProbeFaces(request.probe, analyzer).face(request.face)
        times.analysis = .now - begun
        let key = try policy().policy.signals.templateDays > 0 ? sealingKey() : nil
        let running = try await Presence.shown(at: searchingFile)
        return try await log.holding { [times] in
            try await self.log.makeReady()
            let (record, permitted) = try await self.refusing(request, actor) {
                try self.records.transaction { records in
                    let deed = try self.deed(by: actor, .search, records)
                    let started = try deed.start(request, model: analyzer.model)
                    try deed.keepTemplate(probe.template, of: started.record.id, sealedTo: key)
                    return started
                }
            }
            do {
                try await self.log.settle()
                let list = try await self.complete(record, probe, permitted, request, times)
                withExtendedLifetime(running) {}
                return list
            } catch {
                // If even this cannot be written, the first failure is still the one to tell.
                try? await self.interrupt(record)
                throw error
            }
        }
    }

    /// Steps 3 and 4, once the log has the search.
    private func complete(
        _ record: SearchRecord, _ probe: AnalysedFace, _ permitted: SearchPermission, _ request: SearchRequest,
        _ times: SearchTimes
    ) async throws -> CandidateList {
        var times = times
        let begun = ContinuousClock.now
        let findings = try look(for: probe.template, record, in: permitted.collections)
        times.comparison += .now - begun
        let (searched, candidates) = (findings.searched, findings.candidates)
        let digest = SearchReceipt.digest(of: candidates)
        let event = try records.transaction { records -> Int64? in
            // Whoever was erased meanwhile is not shown, and nothing is recorded of them.
            guard try records.photos(of: candidates.map(\.face.id)).count == candidates.count else { return nil }
            let now = try self.moment(records)
            try records.complete(
                record.id,
                SearchOutcome(
                    at: now, galleryFaces: searched.faces, galleryPhotos: searched.photos,
                    candidates: candidates.count, candidatesSHA256: digest))
            try self.keepResults(of: record, request, probe, candidates, records)
            if let sealed = findings.sealed { try records.recordSealedLook(sealed, of: record.id) }
            return try records.tell(
                .searchCompleted, at: now, record.loggedIDs,
                [
                    "galleryFaces": try .integer(searched.faces), "galleryPhotos": try .integer(searched.photos),
                    "candidates": try .integer(candidates.count), "candidatesSHA256": .string(hexadecimal(digest)),
                    "model": .string(record.model.rawValue), "threshold": .number(Double(record.threshold)),
                    "limit": try .integer(record.limit),
                    // For the overseer alone.
                    "sealedHits": .array((findings.sealed ?? []).map(\.rawValue).sorted().map { .string($0) }),
                ])
        }
        guard let event else { return try await complete(record, probe, permitted, request, times) }
        try await log.settle()
        guard let index = try records.look({ try $0.logIndex(of: event) }) else { throw Self.unusable }
        let receipt = SearchReceipt(
            recordedAt: record.at, probeSHA256: record.probeSHA256, candidatesSHA256: digest, index: index,
            proof: try await log.receipt(for: event))
        return CandidateList(
            search: record.id, receipt: receipt, probe: probe, gallery: searched, model: record.model,
            threshold: record.threshold, limit: record.limit, purpose: record.purpose, candidates: candidates,
            times: times)
    }

    /// Examiners and case files need to see what the searcher saw. A household has neither, and keeps nothing unless asked to.
    private func keepResults(
        of record: SearchRecord, _ request: SearchRequest, _ probe: AnalysedFace, _ candidates: [Candidate],
        _ records: RecordTransaction
    ) throws {
        guard try request.keepsResults || Self.policy(records, profile).policy.approval != .none else { return }
        try records.keep(
            StoredProbe(photo: request.probe, box: probe.box, landmarks: probe.landmarks), of: record.id)
        try records.keep(
            candidates.map {
                StoredCandidate(search: record.id, rank: $0.rank, face: $0.face.id, similarity: $0.similarity)
            })
    }
}

extension Deed {
    /// Records and logs that a search begins, and takes it off its authorisation.
    fileprivate func start(
        _ request: SearchRequest, model: ModelID
    ) throws -> (record: SearchRecord, permitted: SearchPermission) {
        let permitted = try permit(request)
        let record = SearchRecord(
            id: PseudonymousID.random().text, at: now, account: person.account.ref.rawValue, purpose: permitted.purpose,
            authorisation: permitted.authorisation?.ref.rawValue, probeSHA256: Array(SHA256.hash(data: request.probe)),
            probeType: request.probeType, collections: permitted.collections.map(\.id), model: model,
            threshold: request.threshold, limit: request.limit)
        if let used = permitted.authorisation { try records.update(used) }
        try records.start(record)
        try tell(
            .searchStarted, record.loggedIDs,
            [
                "purpose": .string(record.purpose), "probeSHA256": .string(hexadecimal(record.probeSHA256)),
                "probeType": request.probeType.map { .string($0.rawValue) } ?? .null,
                "collections": .array(permitted.collections.map { .string($0.ref) }),
            ])
        return (record, permitted)
    }
}

extension SearchRecord {
    /// What of it stands in the log.
    var loggedIDs: [String: String] {
        var ids = ["search": id, "account": account]
        ids["authorisation"] = authorisation
        return ids
    }
}
