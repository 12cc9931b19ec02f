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
            try records.interruptSearch(record.id, at: Date())
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
            threshold: record.threshold, limit: record.limit, candidates: candidates)
    }

    /// Faces that were erased since the gallery was asked are left out.
    private func describe(_ hits: [GalleryHit], _ collections: [CollectionRecord]) throws -> [Candidate] {
        let found = try records.faces(hits.map(\.face))
        let known = hits.compactMap { hit in found[hit.face].map { (hit, $0) } }
        return known.enumerated().compactMap { index, entry in
            let (hit, face) = entry
            return collections.first { $0.id == hit.collection }.map { collection in
                Candidate(
                    rank: index + 1, similarity: hit.similarity, face: face.face, photo: face.photo,
                    collection: collection, files: face.files)
            }
        }
    }
}
