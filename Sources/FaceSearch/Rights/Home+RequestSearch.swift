import Crypto
public import FaceAnalysis
import Foundation
public import Records
public import Rules
import TransparencyLog
public import Vocabulary

/// Looking for somebody who asks about themselves. The request itself, identified and open, stands in place of an authorisation.
extension Home {
    /// Similarities from which such a search may show faces: enough to find the person on poor photos too, and no leave to look
    /// at strangers.
    public static let requestThresholds: ClosedRange<Float> = 0.36...0.9
    /// Faces that one search shows at most.
    public static let mostFoundForRequest = 500

    /// Searches the collections that a request names, of one's own organisation only, with a photo of whoever asks. That it
    /// begins is in the log before the gallery is looked at, and what it came to before anything is shown.
    ///
    /// A second photo has to resemble the first, so there is one search at a time: the first is known to the second. The photo,
    /// and which faces were found, are kept until the request ends. A process that dies meanwhile has shown and kept nothing;
    /// whoever searches next logs that it was cut off, as of any search.
    /// - Parameter face: which of the photo's faces, 1 for the leftmost; nil when there is only one.
    /// - Throws: `request.…`, `search.bounds`, `probe.…`, `photo.…`, `role.missing`, `log.…`, `home.inconsistent`.
    public func searchForRequest(
        _ ref: RequestRef, photo: [UInt8], face: Int? = nil, threshold: Float = SearchRequest.defaultThreshold,
        as actor: Actor, with analyzer: FaceAnalyzer
    ) async throws -> DescribedRequest {
        guard Self.requestThresholds.contains(threshold) else {
            throw Failure(
                .searchBounds, "The threshold is out of bounds.",
                remedy:
                    "To answer a request, give a similarity from \(Self.requestThresholds.lowerBound) to \(Self.requestThresholds.upperBound)."
            )
        }
        try await closeDeadSearches()
        try await passTime()
        // Asked before the work of reading the photo, and once more when it counts.
        try look(as: actor, .answerRequest) { deed in _ = try deed.searchable(ref) }
        guard let turn = try RequestSearchTurn(of: ref, in: directory) else { throw Self.requestSearching }
        defer { withExtendedLifetime(turn) {} }
        let probe = try await ProbeFaces(photo, analyzer).face(face)
        try await checkSamePerson(probe, for: ref, as: actor, with: analyzer)
        let key = try policy().policy.signals.templateDays > 0 ? sealingKey() : nil
        let running = try await Presence.shown(at: searchingFile)
        return try await log.holding {
            try await self.log.makeReady()
            let (search, collections) = try self.records.transaction { records in
                let deed = try self.deed(by: actor, .answerRequest, records)
                let started = try deed.startSearch(for: ref, model: analyzer.model, threshold, photo: photo)
                // A request is no way to search unwatched.
                try deed.keepTemplate(probe.template, of: started.0.id, sealedTo: key)
                return started
            }
            do {
                try await self.log.settle()
                let (searched, found) = try self.lookForRequest(
                    probe.template, search, in: collections, limit: Self.mostFoundForRequest)
                let described = try self.records.transaction { records in
                    try self.deed(by: actor, .answerRequest, records).completeSearch(
                        search, found, of: searched,
                        StoredProbe(photo: photo, box: probe.box, landmarks: probe.landmarks))
                }
                try await self.log.settle()
                withExtendedLifetime(running) {}
                return described
            } catch {
                // If even this cannot be written, the first failure is still the one to tell.
                try? await self.interrupt(search)
                throw error
            }
        }
    }

    static let requestSearching = Failure(
        .requestSearching, "A search for this request is under way.",
        remedy: "Wait until it has ended, look at what it found, then search again.")
}

extension Deed {
    /// A request for which may be searched now.
    fileprivate func searchable(_ ref: RequestRef) throws -> RequestRecord {
        let record = try request(ref)
        guard record.erasure == nil else { throw Home.requestBeingErased }
        try record.request.checkSearch(after: found(for: record).progress)
        return record
    }

    fileprivate func startSearch(
        for ref: RequestRef, model: ModelID, _ threshold: Float, photo: [UInt8]
    ) throws -> (RequestSearchRecord, [CollectionRecord]) {
        let collections = try collections(of: searchable(ref))
        let search = RequestSearchRecord(
            id: PseudonymousID.random().text, request: ref, at: now, account: person.account.ref, model: model,
            threshold: threshold)
        try records.start(search)
        try tell(
            .requestSearchStarted, ["request": ref.rawValue, "search": search.id],
            [
                "probeSHA256": .string(hexadecimal(Array(SHA256.hash(data: photo)))),
                "collections": .array(collections.map { .string($0.ref) }),
                "model": .string(model.rawValue), "threshold": .number(Double(threshold)),
            ])
        return (search, collections)
    }

    fileprivate func completeSearch(
        _ search: RequestSearchRecord, _ found: [FoundForRequest], of searched: SearchedGallery, _ probe: StoredProbe
    ) throws -> DescribedRequest {
        // Asked anew: it may have ended meanwhile. Whoever was erased meanwhile is not shown.
        let record = try searchable(search.request)
        let there = try records.photos(of: found.map(\.face))
        let found = found.filter { there[$0.face] != nil }
        let known = try records.faces(foundFor: search.request)
        let old = Set(known.map(\.face))
        let first = (known.last?.number ?? 0) + 1
        try records.complete(
            search.id,
            RequestSearchRecord.Outcome(at: now, faces: searched.faces, photos: searched.photos, found: found.count))
        try records.keep(probe, ofRequestSearch: search.id)
        try records.keep(
            zip(first..., found.filter { !old.contains($0.face) }).map { number, found in
                RequestFace(number: number, search: search.id, face: found.face, similarity: found.similarity)
            }, for: search.request)
        try tell(
            .requestSearchCompleted, ["request": search.request.rawValue, "search": search.id],
            [
                "found": try .integer(found.count), "foundSHA256": .string(hexadecimal(digest(of: found))),
                "galleryFaces": try .integer(searched.faces), "galleryPhotos": try .integer(searched.photos),
                // For the overseer alone.
                "sealedHits": .array(try records.sealedPersons(among: found.map(\.face)).map { .string($0.rawValue) }),
            ])
        return try describe(record)
    }

    /// As of a searcher's list (``SearchReceipt``).
    private func digest(of found: [FoundForRequest]) -> [UInt8] {
        var hash = SHA256()
        for found in found {
            withUnsafeBytes(of: found.face.rawValue.littleEndian) { hash.update(bufferPointer: $0) }
            withUnsafeBytes(of: found.similarity.bitPattern.littleEndian) { hash.update(bufferPointer: $0) }
        }
        return Array(hash.finalize())
    }
}
