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

    /// A photo's faces, from the viewer's left to right; without what is being erased.
    public func faces(in photo: PhotoID) throws -> [FaceRecord] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM face WHERE photo = ? AND id NOT IN (SELECT face FROM erasing_face)
                AND photo NOT IN (SELECT photo FROM erasing) ORDER BY ordinal
                """,
            arguments: [photo.rawValue]
        ).map { try FaceRecord($0) }
    }

    /// The numbers of a collection's photos after one of them, in the order in which they were enrolled.
    public func photoNumbers(in collection: CollectionID, after: PhotoID?, limit: Int) throws -> [PhotoID] {
        try Int64.fetchAll(
            db,
            sql: """
                SELECT id FROM photo WHERE collection = ? AND id > ? AND id NOT IN (SELECT photo FROM erasing)
                ORDER BY id LIMIT ?
                """,
            arguments: [collection.rawValue, after?.rawValue ?? 0, limit]
        ).map { PhotoID($0) }
    }

    /// How many faces of a collection have an inter-eye distance, in pixels, below each of these and not below the one before;
    /// the last class has the rest.
    public func eyeDistances(in collection: CollectionID, below bounds: [Int]) throws -> [(below: Int, count: Int)] {
        var counted = 0
        var classes: [(below: Int, count: Int)] = []
        for bound in bounds + [.max] {
            let count =
                try Int.fetchOne(
                    db,
                    sql: """
                        SELECT count(*) FROM face JOIN photo ON photo.id = face.photo
                        WHERE photo.collection = ? AND coalesce(face.inter_eye_distance, 0) < ?
                        """,
                    arguments: [collection.rawValue, bound]) ?? 0
            classes.append((bound, count - counted))
            counted = count
        }
        return classes
    }

    /// Nil when there is none, or it is being erased.
    public func enrolledPhoto(_ id: PhotoID) throws -> EnrolledPhoto? {
        guard
            let row = try Row.fetchOne(
                db, sql: "SELECT * FROM photo WHERE id = ? AND id NOT IN (SELECT photo FROM erasing)",
                arguments: [id.rawValue])
        else { return nil }
        let files = try Row.fetchAll(
            db,
            sql: """
                SELECT path, byte_count, modified_ns FROM file WHERE photo = ? AND state = 'present' ORDER BY path
                """,
            arguments: [id.rawValue])
        return EnrolledPhoto(
            photo: try PhotoRecord(row), faces: try faces(in: id), files: files.map { FileRecord($0) })
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
