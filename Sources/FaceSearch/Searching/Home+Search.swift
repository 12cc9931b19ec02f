import Crypto
public import FaceAnalysis
import Foundation
import Gallery
import Records
import Vocabulary

extension Home {
    /// The only way to a candidate.
    ///
    /// 1. The rules are asked whether this search may be made.
    /// 2. The search is recorded, durably: who, when, for what purpose, with which probe, where.
    /// 3. The gallery is searched.
    /// 4. What came of it is recorded, durably. Only then are the candidates handed out.
    ///
    /// - Throws: `authorisation.required`, `collection.…`, `search.…`, `probe.…`, `photo.…`; nothing is shown then.
    public func search(_ request: SearchRequest, with analyzer: FaceAnalyzer) async throws -> CandidateList {
        let permitted = try permit(request)
        let probe = try await ProbeFaces(request.probe, analyzer).face(request.face)

        let record = SearchRecord(
            id: UUID().uuidString.lowercased(), at: Date(), account: request.account, purpose: permitted.purpose,
            authorisation: request.authorisation, probeSHA256: Array(SHA256.hash(data: request.probe)),
            collections: permitted.collections.map(\.id), model: analyzer.model, threshold: request.threshold,
            limit: request.limit)
        try records.startSearch(record)
        do {
            return try complete(record, probe, permitted.collections, templateLength: analyzer.templateLength)
        } catch {
            // If even this cannot be written, the first failure is still the one to tell.
            try? records.interruptSearch(record.id, at: Date())
            throw error
        }
    }

    /// Steps 3 and 4, once the search is on record.
    private func complete(
        _ record: SearchRecord, _ probe: AnalysedFace, _ collections: [CollectionRecord], templateLength: Int
    ) throws -> CandidateList {
        // Asked in this order, what the records know cannot be more than what the gallery holds,
        // even beside an index run.
        let counts = try collections.map { try records.counts(of: $0.id) }
        let scope = SearchScope(collections: Set(record.collections), upTo: try records.lastFace() ?? FaceID(0))
        let gallery = try galleryForReading(TemplateKind(model: record.model, length: templateLength))
        let searched = SearchedGallery(
            faces: gallery?.count(in: scope) ?? 0, photos: counts.reduce(0) { $0 + $1.photos }, collections: collections
        )
        guard searched.faces >= counts.reduce(0, { $0 + $1.faces }) else { throw Self.inconsistent }

        let hits =
            try gallery?.search(probe.template, in: scope, threshold: record.threshold, limit: record.limit) ?? []
        let candidates = try describe(hits, collections)
        let receipt = SearchReceipt(
            recordedAt: record.at, probeSHA256: record.probeSHA256,
            candidatesSHA256: SearchReceipt.digest(of: candidates))
        try records.completeSearch(
            record.id,
            SearchOutcome(
                at: Date(), galleryFaces: searched.faces, galleryPhotos: searched.photos, candidates: candidates.count,
                candidatesSHA256: receipt.candidatesSHA256))
        return CandidateList(
            search: record.id, receipt: receipt, probe: probe, gallery: searched, model: record.model,
            threshold: record.threshold, limit: record.limit, purpose: record.purpose, candidates: candidates)
    }

    /// A face that the gallery finds and the records do not know means that one of them was damaged: nothing is shown then,
    /// rather than a list with a candidate missing.
    private func describe(_ hits: [GalleryHit], _ collections: [CollectionRecord]) throws -> [Candidate] {
        let found = try records.faces(hits.map(\.face))
        return try hits.enumerated().map { index, hit in
            guard let face = found[hit.face], let collection = collections.first(where: { $0.id == hit.collection })
            else { throw Self.inconsistent }
            return Candidate(
                rank: index + 1, similarity: hit.similarity, face: face.face, photo: face.photo,
                collection: collection, files: face.files)
        }
    }
}
