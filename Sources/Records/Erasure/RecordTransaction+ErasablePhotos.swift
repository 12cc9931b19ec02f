public import Foundation
import GRDB
public import Vocabulary

extension RecordTransaction {
    /// What has to be known of photos to erase them, in order of number. Numbers of no photo, or of one that is being erased,
    /// are passed over.
    public func erasable(_ photos: some Swift.Collection<PhotoID>) throws -> [ErasablePhoto] {
        let list = identifierList(photos.map(\.rawValue))
        let faces = try Row.fetchAll(
            db,
            sql: """
                SELECT id, photo, model FROM face WHERE photo IN (SELECT value FROM json_each(?))
                    AND id NOT IN (SELECT face FROM erasing_face)
                """,
            arguments: [list])
        var facesOf: [Int64: [FaceID: ModelID]] = [:]
        for row in faces { facesOf[row["photo"], default: [:]][FaceID(try row.number("id"))] = ModelID(row["model"]) }
        return try Row.fetchAll(
            db,
            sql: """
                SELECT id, collection, sha256, (SELECT count(*) FROM file WHERE photo = photo.id) AS files FROM photo
                WHERE id IN (SELECT value FROM json_each(?)) AND id NOT IN (SELECT photo FROM erasing) ORDER BY id
                """,
            arguments: [list]
        ).map { row in
            ErasablePhoto(
                id: PhotoID(row["id"]), collection: CollectionID(try row.number("collection")),
                sha256: row.bytes("sha256"), faces: facesOf[row["id"]] ?? [:], files: row["files"])
        }
    }

    /// The photos that faces are in. Faces that are gone, or are being erased, are missing.
    public func photos(of faces: some Swift.Collection<FaceID>) throws -> [FaceID: PhotoID] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, photo FROM face WHERE id IN (SELECT value FROM json_each(?))
                    AND id NOT IN (SELECT face FROM erasing_face) AND photo NOT IN (SELECT photo FROM erasing)
                """,
            arguments: [identifierList(faces.compactMap { Int64(exactly: $0.rawValue) })])
        return try Dictionary(
            uniqueKeysWithValues: rows.map { (FaceID(try $0.number("id")), PhotoID($0["photo"])) })
    }

    /// Other photos of the same content.
    public func copies(of photos: some Swift.Collection<PhotoID>) throws -> [(photo: PhotoID, collection: CollectionID)]
    {
        let list = identifierList(photos.map(\.rawValue))
        return try Row.fetchAll(
            db,
            sql: """
                SELECT id, collection FROM photo
                WHERE sha256 IN (SELECT sha256 FROM photo WHERE id IN (SELECT value FROM json_each(?1)))
                    AND id NOT IN (SELECT value FROM json_each(?1)) AND id NOT IN (SELECT photo FROM erasing)
                ORDER BY id
                """,
            arguments: [list]
        ).map { (PhotoID($0["id"]), CollectionID(try $0.number("collection"))) }
    }

    /// Photos of a collection that were enrolled before a moment, the oldest first, `limit` at most.
    public func photos(in collection: CollectionID, enrolledBefore moment: Date, limit: Int) throws -> [PhotoID] {
        try Int64.fetchAll(
            db,
            sql: """
                SELECT id FROM photo WHERE collection = ? AND enrolled < ? AND id NOT IN (SELECT photo FROM erasing)
                ORDER BY enrolled, id LIMIT ?
                """,
            arguments: [collection.rawValue, Timestamp.text(moment), limit]
        ).map { PhotoID($0) }
    }

    /// How many photos, faces and paths of a collection were enrolled before a moment.
    public func counts(in collection: CollectionID, enrolledBefore moment: Date) throws -> ErasureCounts {
        let row = try Row.fetchOne(
            db,
            sql: """
                WITH due AS (
                    SELECT id FROM photo WHERE collection = ?1 AND enrolled < ?2 AND id NOT IN (SELECT photo FROM erasing))
                SELECT (SELECT count(*) FROM due) AS photos,
                    (SELECT count(*) FROM face WHERE photo IN (SELECT id FROM due)
                        AND id NOT IN (SELECT face FROM erasing_face)) AS faces,
                    (SELECT count(*) FROM file WHERE photo IN (SELECT id FROM due)) AS files
                """,
            arguments: [collection.rawValue, Timestamp.text(moment)])
        guard let row else { throw Failure.corruptRecords() }
        return ErasureCounts(photos: row["photos"], faces: row["faces"], files: row["files"])
    }
}
