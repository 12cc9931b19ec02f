import Foundation
import GRDB
import Rules
public import Vocabulary

/// Erasure takes four steps, because a face lies in two places and SQLite keeps copies of what it held:
///
/// 1. begin, mark and suppress, in one transaction: from now on nothing of it is shown;
/// 2. remove the templates of ``markedFaces()`` from the gallery;
/// 3. ``deleteMarked()``, in one transaction;
/// 4. ``RecordStore/overwriteDeleted()``, then ``end(_:)``.
///
/// After a crash ``openErasures()`` tells that something is left to do; steps 2 to 4 may be repeated. One process at a time
/// erases: the caller holds the home's lock.
extension RecordTransaction {
    public func begin(_ erasure: ErasureRecord) throws {
        try db.execute(
            sql: "INSERT INTO erasure (ref, account, reason, begun) VALUES (?, ?, ?, ?)",
            arguments: [erasure.ref, erasure.account?.rawValue, erasure.reason, Timestamp.text(erasure.begun)])
    }

    /// Marks photos, and single faces of others, for erasure.
    public func mark(
        photos: [ErasablePhoto], faces: [(face: FaceID, photo: ErasablePhoto)] = [], for erasure: String
    ) throws {
        let markPhoto = try db.cachedStatement(sql: "INSERT INTO erasing (photo) VALUES (?)")
        let markFace = try db.cachedStatement(sql: "INSERT INTO erasing_face (face) VALUES (?)")
        var counts: [CollectionID: ErasureCounts] = [:]
        for photo in photos {
            try markPhoto.execute(arguments: [photo.id.rawValue])
            counts[photo.collection, default: ErasureCounts()] =
                counts[photo.collection, default: ErasureCounts()]
                + ErasureCounts(photos: 1, faces: photo.faces.count, files: photo.files)
        }
        for (face, photo) in faces {
            try markFace.execute(arguments: [face.stored()])
            counts[photo.collection, default: ErasureCounts()].faces += 1
        }
        for (collection, more) in counts { try count(more, in: collection, for: erasure) }
    }

    private func count(_ more: ErasureCounts, in collection: CollectionID, for erasure: String) throws {
        try db.execute(
            sql: """
                INSERT INTO erasure_count (erasure, collection, photos, faces, files, openings) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (erasure, collection) DO UPDATE SET
                    photos = photos + excluded.photos, faces = faces + excluded.faces, files = files + excluded.files,
                    openings = openings + excluded.openings
                """,
            arguments: [erasure, collection.rawValue, more.photos, more.faces, more.files, more.openings])
    }

    /// The faces whose templates have to leave the gallery, by the recogniser that made them.
    public func markedFaces() throws -> [ModelID: Set<FaceID>] {
        var faces: [ModelID: Set<FaceID>] = [:]
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, model FROM face WHERE photo IN (SELECT photo FROM erasing)
                UNION SELECT id, model FROM face WHERE id IN (SELECT face FROM erasing_face)
                """)
        for row in rows { faces[ModelID(row["model"]), default: []].insert(FaceID(try row.number("id"))) }
        return faces
    }

    /// Deletes what is marked and the marks: photos with their faces and files; single faces, with their photos' captions and
    /// credits. The templates are gone from the gallery by now.
    ///
    /// What it held still lies about in the file until ``RecordStore/overwriteDeleted()`` returns.
    public func deleteMarked() throws {
        let marked = try Row.fetchAll(
            db,
            sql: """
                SELECT photo.id, photo.collection, face.id AS face FROM photo LEFT JOIN face ON face.photo = photo.id
                WHERE photo.id IN (SELECT photo FROM erasing)
                UNION ALL
                SELECT NULL, photo.collection, face.id FROM face JOIN photo ON photo.id = face.photo
                WHERE face.id IN (SELECT face FROM erasing_face) AND photo.id NOT IN (SELECT photo FROM erasing)
                """)
        for (number, rows) in Dictionary(grouping: marked, by: { $0["collection"] as Int64 }) {
            let openings = try eraseSearchTraces(
                of: Set(rows.compactMap { $0["id"] as Int64? }).map { PhotoID($0) },
                faces: Set(rows.compactMap { $0["face"] as Int64? }).map { FaceID(UInt64($0)) })
            guard openings > 0, let collection = UInt32(exactly: number), let erasure = try openErasures().first else {
                continue
            }
            try count(ErasureCounts(openings: openings), in: CollectionID(collection), for: erasure.ref)
        }
        try db.execute(
            sql: """
                DELETE FROM unreadable_file WHERE (collection, path) IN (
                    SELECT collection, path FROM file WHERE photo IN (SELECT photo FROM erasing));
                UPDATE photo SET caption = NULL, credit = NULL, face_erased = 1
                    WHERE id IN (SELECT photo FROM face WHERE id IN (SELECT face FROM erasing_face));
                DELETE FROM face WHERE id IN (SELECT face FROM erasing_face);
                DELETE FROM photo WHERE id IN (SELECT photo FROM erasing);
                DELETE FROM erasing;
                DELETE FROM erasing_face;
                """)
    }

    /// Erasures that have begun and not ended, oldest first: one runs now, or its process died.
    public func openErasures() throws -> [ErasureRecord] {
        try Row.fetchAll(db, sql: "SELECT * FROM erasure ORDER BY begun, ref").map { row in
            let ref: String = row["ref"]
            var counts: [CollectionID: ErasureCounts] = [:]
            for row in try Row.fetchAll(db, sql: "SELECT * FROM erasure_count WHERE erasure = ?", arguments: [ref]) {
                counts[CollectionID(try row.number("collection"))] = ErasureCounts(
                    photos: row["photos"], faces: row["faces"], files: row["files"], openings: row["openings"])
            }
            return ErasureRecord(
                ref: ref, account: (row["account"] as String?).map { AccountRef($0) }, reason: row["reason"],
                begun: try row.date("begun"),
                counts: counts)
        }
    }

    /// Nothing of what it was to erase is left.
    public func end(_ erasure: ErasureRecord) throws {
        try db.execute(sql: "DELETE FROM erasure WHERE ref = ?", arguments: [erasure.ref])
    }

    /// Faces that are being erased: their templates may still be in the gallery.
    public func facesBeingErased() throws -> Set<FaceID> { try Set(markedFaces().values.joined()) }
}
