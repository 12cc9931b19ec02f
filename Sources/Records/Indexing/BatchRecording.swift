import Foundation
import GRDB
import Vocabulary

/// Writes one batch within one transaction. Its statements are prepared once and run for every row.
struct BatchRecording {
    private let batch: IndexBatch
    private let db: Database
    private let now: String
    private var displaced: Set<Int64> = []
    private var highestFace: Int64?
    private(set) var result = CommitResult()

    private let findPhoto: Statement
    private let insertPhoto: Statement
    private let insertFace: Statement
    private let findFile: Statement
    private let putFile: Statement
    private let seeFile: Statement
    private let loseFile: Statement
    private let putUnreadable: Statement
    private let forgetUnreadable: Statement

    init(_ batch: IndexBatch, in db: Database) throws {
        self.batch = batch
        self.db = db
        now = Timestamp.text(batch.date)
        findPhoto = try db.cachedStatement(sql: "SELECT id FROM photo WHERE collection = ? AND sha256 = ?")
        insertPhoto = try db.cachedStatement(
            sql: """
                INSERT INTO photo (
                    collection, sha256, width, height, byte_count, format, taken, caption, credit, source, enrolled,
                    face_erased)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        insertFace = try db.cachedStatement(
            sql: """
                INSERT INTO face (
                    id, photo, ordinal, x, y, width, height, landmarks, confidence,
                    inter_eye_distance, sharpness, yaw, pitch, roll, exposure, model)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        findFile = try db.cachedStatement(sql: "SELECT photo FROM file WHERE collection = ? AND path = ?")
        putFile = try db.cachedStatement(
            sql: """
                INSERT INTO file (collection, path, photo, byte_count, modified_ns, state, seen)
                VALUES (?, ?, ?, ?, ?, 'present', ?)
                ON CONFLICT (collection, path) DO UPDATE SET
                    photo = excluded.photo, byte_count = excluded.byte_count, modified_ns = excluded.modified_ns,
                    state = excluded.state, seen = excluded.seen
                """)
        seeFile = try db.cachedStatement(
            sql: "UPDATE file SET state = 'present', seen = ? WHERE collection = ? AND path = ?")
        loseFile = try db.cachedStatement(
            sql: "UPDATE file SET state = 'vanished' WHERE collection = ? AND path = ?")
        putUnreadable = try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO unreadable_file
                    (collection, path, code, reason, byte_count, modified_ns, noticed)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """)
        forgetUnreadable = try db.cachedStatement(
            sql: "DELETE FROM unreadable_file WHERE collection = ? AND path = ?")
    }

    private var collection: UInt32 { batch.collection.rawValue }

    mutating func run() throws {
        for photo in batch.photos { try record(photo) }
        for other in batch.files { try record(other.file, of: other.photo.rawValue) }
        for file in batch.unreadable { try record(file) }
        for path in batch.seen {
            try seeFile.execute(arguments: [now, collection, Data(path)])
            if db.changesCount > 0 { try forgetUnreadable.execute(arguments: [collection, Data(path)]) }
        }
        try raiseFaceCounter()
        try listDisplaced()
    }

    private mutating func record(_ photo: NewPhoto) throws {
        let id: Int64
        if let known = try Int64.fetchOne(findPhoto, arguments: [collection, Data(photo.sha256)]) {
            id = known
            result.unusedFaces += photo.faces.map(\.id)
        } else {
            let said = photo.metadata
            try insertPhoto.execute(arguments: [
                collection, Data(photo.sha256), photo.width, photo.height, photo.byteCount, photo.format,
                said.taken, photo.hasErasedFace ? nil : said.caption, photo.hasErasedFace ? nil : said.credit,
                said.source, now, photo.hasErasedFace,
            ])
            id = db.lastInsertedRowID
            for face in photo.faces { try record(face, in: id) }
            for (face, persons) in photo.sealed { try seal(face, persons, db) }
            result.enrolledPhotos += 1
            result.enrolledFaces += photo.faces.count
        }
        result.photos.append(PhotoID(id))
        for file in photo.files { try record(file, of: id) }
    }

    private mutating func record(_ face: FaceRecord, in photo: Int64) throws {
        let quality = face.quality
        let number = try face.id.stored()
        try insertFace.execute(arguments: [
            number, photo, face.ordinal, face.box.x, face.box.y, face.box.width, face.box.height,
            Data(face.landmarks.stored), face.confidence, quality.interEyeDistance, quality.sharpness, quality.yaw,
            quality.pitch, quality.roll, quality.exposure, face.model.rawValue,
        ])
        highestFace = max(number, highestFace ?? 0)
    }

    private mutating func record(_ file: FileRecord, of photo: Int64) throws {
        let path = Data(file.path)
        if let before = try Int64.fetchOne(findFile, arguments: [collection, path]), before != photo {
            displaced.insert(before)
        }
        try putFile.execute(arguments: [collection, path, photo, file.byteCount, file.modified, now])
        try forgetUnreadable.execute(arguments: [collection, path])
    }

    private func record(_ unreadable: UnreadableFile) throws {
        let file = unreadable.file
        try loseFile.execute(arguments: [collection, Data(file.path)])
        try putUnreadable.execute(arguments: [
            collection, Data(file.path), unreadable.code, unreadable.reason, file.byteCount, file.modified,
            Timestamp.text(unreadable.noticed),
        ])
    }

    private func raiseFaceCounter() throws {
        guard let highestFace else { return }
        try db.execute(sql: "UPDATE face_counter SET last = max(coalesce(last, 0), ?)", arguments: [highestFace])
    }

    private mutating func listDisplaced() throws {
        let withFiles = try Int64.fetchSet(
            db, sql: "SELECT DISTINCT photo FROM file WHERE photo IN (SELECT value FROM json_each(?))",
            arguments: [identifierList(displaced)])
        result.displacedPhotos = displaced.subtracting(withFiles).sorted().map { PhotoID($0) }
    }
}
