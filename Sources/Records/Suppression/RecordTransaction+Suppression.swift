import Foundation
import GRDB
public import Rules
public import Vocabulary

/// What stays out once it was erased. Contents and faces stand here under a key, which only FaceSearch knows how to use.
extension RecordTransaction {
    /// 32 random bytes of this home.
    public func suppressionKey() throws -> [UInt8] {
        guard let row = try Row.fetchOne(db, sql: "SELECT key FROM suppression_key") else {
            throw Failure.corruptRecords()
        }
        return row.bytes("key")
    }

    /// Keeps a content out of every collection of an organisation.
    /// - Parameter content: 32 bytes, keyed.
    public func suppress(content: [UInt8], by organisation: OrganisationRef) throws {
        try db.execute(
            sql: "INSERT OR IGNORE INTO suppressed_photo (organisation, content) VALUES (?, ?)",
            arguments: [organisation.rawValue, Data(content)])
    }

    /// Keeps a content out of one collection.
    public func expire(content: [UInt8], in collection: CollectionID) throws {
        try db.execute(
            sql: "INSERT OR IGNORE INTO expired_photo (collection, content) VALUES (?, ?)",
            arguments: [collection.rawValue, Data(content)])
    }

    /// Keeps a face of a content out of every collection of an organisation.
    public func suppress(_ face: SuppressedFace, of content: [UInt8], by organisation: OrganisationRef) throws {
        try db.execute(
            sql: "INSERT OR IGNORE INTO suppressed_face (organisation, content, model, sketch) VALUES (?, ?, ?, ?)",
            arguments: [organisation.rawValue, Data(content), face.model.rawValue, Data(face.sketch)])
    }

    /// Whether a content is kept out of an organisation's collection.
    public func isSuppressed(
        content: [UInt8], in collection: CollectionID, of organisation: OrganisationRef
    ) throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM suppressed_photo WHERE organisation = ?1 AND content = ?3)
                    OR EXISTS (SELECT 1 FROM expired_photo WHERE collection = ?2 AND content = ?3)
                """,
            arguments: [organisation.rawValue, collection.rawValue, Data(content)]) ?? false
    }

    /// The faces of a content that are kept out of an organisation's collections.
    public func suppressedFaces(of content: [UInt8], by organisation: OrganisationRef) throws -> [SuppressedFace] {
        try Row.fetchAll(
            db, sql: "SELECT model, sketch FROM suppressed_face WHERE organisation = ? AND content = ?",
            arguments: [organisation.rawValue, Data(content)]
        ).map { SuppressedFace(model: ModelID($0["model"]), sketch: $0.bytes("sketch")) }
    }
}
