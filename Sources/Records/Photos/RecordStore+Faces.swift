import GRDB
public import Vocabulary

extension RecordStore {
    /// The highest face number ever committed, also when that face is gone; nil before the first.
    public func lastFace() throws(Failure) -> FaceID? { try look { try $0.lastFace() } }

    /// What there is to show of each of these faces, however many.
    ///
    /// A number without a face, or of one that is being erased, is missing from the answer.
    public func faces(_ ids: [FaceID]) throws(Failure) -> [FaceID: FaceWithPhoto] {
        try look { try $0.faces(ids) }
    }
}

extension RecordTransaction {
    /// What there is to show of a face; nil when it is gone.
    public func face(_ id: FaceID) throws -> FaceWithPhoto? { try faces([id])[id] }

    /// See ``RecordStore/faces(_:)``.
    public func faces(_ ids: [FaceID]) throws -> [FaceID: FaceWithPhoto] {
        let list = identifierList(ids.compactMap { Int64(exactly: $0.rawValue) })
        let faces = try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM face
                WHERE id IN (SELECT value FROM json_each(?)) AND photo NOT IN (SELECT photo FROM erasing)
                    AND id NOT IN (SELECT face FROM erasing_face)
                """,
            arguments: [list])
        let photos = identifierList(Set(faces.map { $0["photo"] as Int64 }))
        let records = try Row.fetchAll(
            db, sql: "SELECT * FROM photo WHERE id IN (SELECT value FROM json_each(?))", arguments: [photos]
        ).map { try PhotoRecord($0) }
        let files = try Row.fetchAll(
            db,
            sql: """
                SELECT photo, path, byte_count, modified_ns FROM file
                WHERE photo IN (SELECT value FROM json_each(?)) AND state = 'present' ORDER BY path
                """,
            arguments: [photos])

        let photoOf = Dictionary(uniqueKeysWithValues: records.map { ($0.id, $0) })
        let filesOf = Dictionary(grouping: files) { PhotoID($0["photo"]) }.mapValues { $0.map { FileRecord($0) } }
        var answer: [FaceID: FaceWithPhoto] = [:]
        for row in faces {
            let face = try FaceRecord(row)
            guard let photo = photoOf[PhotoID(row["photo"])] else { throw Failure.corruptRecords() }
            answer[face.id] = FaceWithPhoto(face: face, photo: photo, files: filesOf[photo.id] ?? [])
        }
        return answer
    }
}

extension RecordTransaction {
    /// See ``RecordStore/lastFace()``.
    public func lastFace() throws -> FaceID? {
        guard let row = try Row.fetchOne(db, sql: "SELECT last FROM face_counter WHERE last IS NOT NULL")
        else { return nil }
        return FaceID(try row.number("last"))
    }
}
