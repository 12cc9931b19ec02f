import GRDB
public import Vocabulary

/// A photo with all that is recorded of it.
public struct EnrolledPhoto: Hashable, Sendable {
    public var photo: PhotoRecord
    /// From the viewer's left to right.
    public var faces: [FaceRecord]
    /// Where it was at the last look, in order of path; empty when it has vanished.
    public var files: [FileRecord]
}

extension RecordTransaction {
    /// The recognisers that made enrolled faces' templates.
    public func models() throws -> [ModelID] {
        try String.fetchAll(db, sql: "SELECT DISTINCT model FROM face ORDER BY model").map { ModelID($0) }
    }

    /// Those of some faces that are not on record.
    public func unknown(among faces: [FaceID]) throws -> Set<FaceID> {
        let list = identifierList(faces.compactMap { Int64(exactly: $0.rawValue) })
        return try Set(
            Int64.fetchAll(
                db, sql: "SELECT value FROM json_each(?) WHERE value NOT IN (SELECT id FROM face)", arguments: [list]
            ).map { FaceID(UInt64($0)) })
    }

    /// A collection's photos, in the order in which they were enrolled; without what is being erased.
    public func photos(in collection: CollectionID) throws -> [EnrolledPhoto] {
        let faces = try Row.fetchAll(
            db,
            sql: """
                SELECT face.* FROM face JOIN photo ON photo.id = face.photo
                WHERE photo.collection = ? AND face.id NOT IN (SELECT face FROM erasing_face) ORDER BY photo, ordinal
                """,
            arguments: [collection.rawValue])
        let files = try Row.fetchAll(
            db,
            sql: """
                SELECT photo, path, byte_count, modified_ns FROM file
                WHERE collection = ? AND state = 'present' ORDER BY path
                """,
            arguments: [collection.rawValue])
        let facesOf = Dictionary(grouping: faces) { PhotoID($0["photo"]) }
        let filesOf = Dictionary(grouping: files) { PhotoID($0["photo"]) }
        return try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM photo WHERE collection = ? AND id NOT IN (SELECT photo FROM erasing) ORDER BY id
                """,
            arguments: [collection.rawValue]
        ).map { row in
            let photo = try PhotoRecord(row)
            return EnrolledPhoto(
                photo: photo, faces: try (facesOf[photo.id] ?? []).map { try FaceRecord($0) },
                files: (filesOf[photo.id] ?? []).map { FileRecord($0) })
        }
    }
}
