public import FaceAnalysis
import Foundation
import Gallery
import Records
import Rules
import TransparencyLog
import Vocabulary

extension Home {
    /// Enrols every photo under the named paths that the collection does not have yet.
    ///
    /// May be stopped at any instant (cancelled, killed): what was reported as enrolled stays, the rest is done by the
    /// next run.
    /// - Parameter progress: called often, from one task at a time.
    /// - Throws: `role.missing`, `home.locked`, `collection.unknown`, `collection.closed`, `collection.other-organisation`,
    ///   `log.…`, `records.disk-full`, `gallery.disk-full`;
    ///   `CancellationError` when the task was cancelled. Photos that cannot be read throw nothing:
    ///   the report lists them.
    public func index(
        _ request: IndexRequest, as actor: Actor, with analyzer: FaceAnalyzer,
        progress: @escaping @Sendable (IndexProgress) -> Void = { _ in }
    ) async throws -> IndexReport {
        let collection = try look(as: actor, .index) { deed in
            _ = try deed.ownCollection(named: request.collection)
            return try deed.records.openCollection(named: request.collection)
        }
        let lock = try await HomeLock.taken(of: self)
        defer { withExtendedLifetime(lock) {} }
        try await finishErasures()
        let gallery = try galleryForWriting(TemplateKind(model: analyzer.model, length: analyzer.templateLength))
        var run = IndexRun(
            request, into: collection.id, records: records, gallery: gallery,
            after: gallery.lastFace, sealed: try sealedPersons(of: collection), clock: clock,
            progress: progress)
        // That it begins is logged first: a run that is killed leaves photos enrolled.
        try await tell(.indexStarted, collection, as: actor)
        let reading = PhotoReading(
            analyzer: analyzer, collection: collection.id, records: records,
            suppression: try Suppression(collection, records))
        do {
            let report = try await run.run(reading)
            try await tell(of: report, isStopped: false, collection, as: actor)
            return report
        } catch is CancellationError {
            let report = run.report
            // A task of its own: this one is cancelled, and what was enrolled is to be told nevertheless.
            try await Task { try await self.tell(of: report, isStopped: true, collection, as: actor) }.value
            throw CancellationError()
        }
    }

    private func tell(
        of report: IndexReport, isStopped: Bool, _ collection: CollectionRecord, as actor: Actor
    ) async throws {
        try await tell(
            .indexCompleted, collection, as: actor,
            [
                "photos": try .integer(report.enrolledPhotos), "faces": try .integer(report.enrolledFaces),
                "skipped": try .integer(report.skipped.count), "stopped": .bool(isStopped),
            ])
    }

    private func tell(
        _ type: EventType, _ collection: CollectionRecord, as actor: Actor, _ payload: [String: JSONValue] = [:]
    ) async throws {
        try await act(as: actor, .index) { deed in
            _ = try deed.tell(type, ["collection": collection.ref], payload)
        }
    }
}
