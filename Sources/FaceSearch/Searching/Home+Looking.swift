import Foundation
@_spi(SearchGrant) import Gallery
import Records
import Rules
import Vocabulary

/// What a search found, before anybody is told.
struct SearchFindings {
    let searched: SearchedGallery
    let candidates: [Candidate]
    /// Whom the list would have shown, were they not sealed; nil when nobody in this home is.
    let sealed: Set<SealedPersonRef>?
}

extension Home {
    /// Looks for the faces most similar to a probe. Sealed persons are not among them.
    ///
    /// - Throws: `home.inconsistent` when records and gallery do not hold the same.
    func look(
        for probe: Template, _ record: SearchRecord, in collections: [CollectionRecord]
    ) throws -> SearchFindings {
        // Beside an erasure the two differ for a moment: what the records still count may have left the gallery.
        for _ in 0..<3 {
            if let findings = try findings(for: probe, record, in: collections) { return findings }
        }
        throw Self.inconsistent
    }

    /// Nil when records and gallery do not hold the same.
    private func findings(
        for probe: Template, _ record: SearchRecord, in collections: [CollectionRecord]
    ) throws -> SearchFindings? {
        // Asked before the gallery is opened, what the records know cannot be more than what the gallery holds,
        // even beside an index run.
        let known = try records.look { try KnownFaces($0, in: record.collections) }
        var scope = SearchScope(
            collections: Set(record.collections), upTo: known.last ?? FaceID(0), leavingOut: known.beingErased)
        let gallery = try galleryForReading(TemplateKind(model: record.model, length: probe.vector.count))
        let templates = gallery?.count(in: scope) ?? 0
        guard templates >= known.templates else { return nil }
        func hits(in scope: SearchScope) throws -> [GalleryHit] {
            try gallery?.search(
                probe, in: scope, threshold: record.threshold, limit: record.limit, on: SearchGrant(search: record.id))
                ?? []
        }
        // Whenever anybody is sealed the same is done, whoever is searched for: nobody is to tell by the time it takes.
        let unsealed = known.sealed.isEmpty ? nil : try hits(in: scope)
        scope.leavingOut.formUnion(known.sealed.keys)
        guard let candidates = try describe(hits(in: scope), collections) else { return nil }
        return SearchFindings(
            // A list of everybody is as long as this: that some are sealed is not to be told by the difference.
            searched: SearchedGallery(
                faces: templates - known.sealedHere, photos: known.photos, collections: collections),
            candidates: candidates,
            sealed: unsealed.map { hits in
                hits.reduce(into: []) { persons, hit in persons.formUnion(known.sealed[hit.face] ?? []) }
            })
    }

    /// Nil when the gallery found a face that the records do not know: nothing is shown then, rather than a list with a
    /// candidate missing.
    private func describe(_ hits: [GalleryHit], _ collections: [CollectionRecord]) throws -> [Candidate]? {
        let found = try records.faces(hits.map(\.face))
        var candidates: [Candidate] = []
        for hit in hits {
            guard let face = found[hit.face], let collection = collections.first(where: { $0.id == hit.collection })
            else { return nil }
            candidates.append(
                Candidate(
                    rank: candidates.count + 1, similarity: hit.similarity, face: face.face, photo: face.photo,
                    collection: collection, files: face.files))
        }
        return candidates
    }
}

/// A face that a request's search found.
struct FoundForRequest {
    let face: FaceID
    let similarity: Float
}

extension Home {
    /// Looks for somebody who asks about themselves, for their custodian's eyes only: sealed faces are among what is found. The
    /// log has the search.
    ///
    /// - Throws: `home.inconsistent` when records and gallery do not hold the same.
    func lookForRequest(
        _ probe: Template, _ search: RequestSearchRecord, in collections: [CollectionRecord], limit: Int
    ) throws -> (searched: SearchedGallery, found: [FoundForRequest]) {
        // As for a searcher's search: beside an erasure the two differ for a moment.
        for _ in 0..<3 {
            let known = try records.look { try KnownFaces($0, in: collections.map(\.id)) }
            let scope = SearchScope(
                collections: Set(collections.map(\.id)), upTo: known.last ?? FaceID(0), leavingOut: known.beingErased)
            let gallery = try galleryForReading(TemplateKind(model: search.model, length: probe.vector.count))
            let templates = gallery?.count(in: scope) ?? 0
            guard templates >= known.templates else { continue }
            let hits =
                try gallery?.search(
                    probe, in: scope, threshold: search.threshold, limit: limit, on: SearchGrant(search: search.id))
                ?? []
            return (
                SearchedGallery(faces: templates, photos: known.photos, collections: collections),
                hits.map { FoundForRequest(face: $0.face, similarity: $0.similarity) }
            )
        }
        throw Self.inconsistent
    }
}

/// What the records know of the faces that a search looks among, at one instant.
private struct KnownFaces {
    let photos: Int
    /// How many templates the gallery has to hold for them.
    let templates: Int
    /// The highest number.
    let last: FaceID?
    let beingErased: Set<FaceID>
    /// In all of the home.
    let sealed: [FaceID: Set<SealedPersonRef>]
    /// How many of those are in the collections that are searched.
    let sealedHere: Int

    init(_ records: RecordTransaction, in collections: [CollectionID]) throws {
        photos = try collections.reduce(0) { try $0 + records.counts(of: $1).photos }
        templates = try records.templates(of: collections)
        last = try records.lastFace()
        beingErased = try records.facesBeingErased()
        sealed = try records.sealedFaces()
        sealedHere = try records.countSealedFaces(in: collections)
    }
}
