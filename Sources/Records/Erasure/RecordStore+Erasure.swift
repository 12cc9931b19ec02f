import GRDB
public import Vocabulary

/// Erasure takes two steps, because a face lies in two places: mark the photos here, remove the templates of the
/// returned faces from the gallery, then finish here. After a crash in between, ``erasing()`` tells what is half
/// done, and both later steps may be repeated. One process at a time erases: the caller holds the home's lock.
extension RecordStore {
    /// Marks photos for erasure. From now on ``faces(_:)`` shows none of their faces.
    ///
    /// Numbers without a photo are passed over.
    ///
    /// - Returns: the faces whose templates have to leave the gallery, in ascending order.
    public func markErasing(photos: [PhotoID]) throws(Failure) -> [FaceID] {
        let list = identifierList(photos.map(\.rawValue))
        return try write { db in
            try db.execute(
                sql: """
                    INSERT OR IGNORE INTO erasing (photo)
                    SELECT id FROM photo WHERE id IN (SELECT value FROM json_each(?))
                    """,
                arguments: [list])
            return try Row.fetchAll(
                db, sql: "SELECT id FROM face WHERE photo IN (SELECT value FROM json_each(?)) ORDER BY id",
                arguments: [list]
            ).map { FaceID(try $0.number("id")) }
        }
    }

    /// The photos marked and not yet wholly erased, each with its faces. Without faces when it had none, or when
    /// its records are gone already and only ``finishErasing()`` has to be repeated.
    public func erasing() throws(Failure) -> [PhotoID: [FaceID]] {
        try read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT erasing.photo, face.id FROM erasing LEFT JOIN face ON face.photo = erasing.photo
                    ORDER BY face.id
                    """)
            var erasing: [PhotoID: [FaceID]] = [:]
            for row in rows {
                let hasFace = row["id"] != nil
                erasing[PhotoID(row["photo"]), default: []] += hasFace ? [FaceID(try row.number("id"))] : []
            }
            return erasing
        }
    }

    /// Leaves nothing of what was deleted: `secure_delete` overwrites the database's pages, and older copies of them lie in
    /// SQLite's log file until it is emptied.
    /// - Throws: `records.busy` when a reader kept the log file in use for ten seconds; repeat it then.
    public func scrub() throws(Failure) {
        try sayingWhatFailed {
            try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        }
    }

    /// Deletes the marked photos with their faces and files, and overwrites what they held in the file and in
    /// SQLite's log file.
    ///
    /// - Returns: how many photos were erased.
    /// - Throws: `records.busy` when a reader kept the log file in use for ten seconds; repeat it then.
    @discardableResult
    public func finishErasing() throws(Failure) -> Int {
        let photos = try write { db in
            let photos = try Int64.fetchAll(db, sql: "SELECT photo FROM erasing")
            try db.execute(sql: "DELETE FROM photo WHERE id IN (SELECT photo FROM erasing)")
            return photos
        }
        guard !photos.isEmpty else { return 0 }
        try scrub()
        return try write { db in
            try db.execute(
                sql: "DELETE FROM erasing WHERE photo IN (SELECT value FROM json_each(?))",
                arguments: [identifierList(photos)])
            return photos.count
        }
    }
}
