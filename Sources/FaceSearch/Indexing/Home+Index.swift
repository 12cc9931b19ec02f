public import FaceAnalysis
import Foundation
import Gallery
import Records
import Vocabulary

extension Home {
    /// Enrols every photo under the named paths that the collection does not have yet.
    ///
    /// May be stopped at any instant (cancelled, killed): what was reported as enrolled stays, the rest is done by the
    /// next run.
    /// - Parameter progress: called often, from one task at a time.
    /// - Throws: `home.locked`, `collection.unknown`, `collection.closed`, `records.disk-full`, `gallery.disk-full`;
    ///   `CancellationError` when the task was cancelled. Photos that cannot be read throw nothing:
    ///   the report lists them.
    public func index(
        _ request: IndexRequest, with analyzer: FaceAnalyzer,
        progress: @escaping @Sendable (IndexProgress) -> Void = { _ in }
    ) async throws -> IndexReport {
        let collection = try openCollection(named: request.collection)
        let lock = try HomeLock(at: directory.appending(path: "lock").path)
        defer { withExtendedLifetime(lock) {} }
        let gallery = try galleryForWriting(TemplateKind(model: analyzer.model, length: analyzer.templateLength))
        var run = IndexRun(
            request, into: collection.id, records: records, gallery: gallery,
            after: gallery.lastFace, progress: progress)
        return try await run.run(
            PhotoReading(analyzer: analyzer, collection: collection.id, records: records))
    }
}
