import GRDB
public import Vocabulary

extension RecordStore {
    /// Records a batch in one transaction: all of it is on disk when this returns, none of it when this throws.
    ///
    /// May be repeated: a photo enrolled already keeps its number and its faces, and only its paths are added. A
    /// path that holds something else now is pointed to its new photo. A path that became unreadable counts as
    /// vanished.
    ///
    /// - Throws: `collection.unknown`, `collection.closed`, `records.constraint`, `records.disk-full`, `records.busy`.
    public func commit(_ batch: IndexBatch) throws(Failure) -> CommitResult {
        try write { db in
            try requireOpen(batch.collection, db)
            var recording = try BatchRecording(batch, in: db)
            try recording.run()
            return recording.result
        }
    }
}

private func requireOpen(_ collection: CollectionID, _ db: Database) throws {
    let row = try Row.fetchOne(
        db, sql: "SELECT closed FROM collection WHERE id = ?", arguments: [collection.rawValue])
    guard let row else { throw Failure.unknownCollection() }
    guard row["closed"] == nil else {
        throw Failure(
            .collectionClosed, "The collection is closed and takes no more photos.",
            remedy: "Index into another collection.")
    }
}
