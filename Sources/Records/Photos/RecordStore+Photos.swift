import Foundation
import GRDB
public import Vocabulary

extension RecordStore {
    /// The photo with this content in the collection, or nil.
    ///
    /// - Parameter sha256: of the file's bytes, 32 bytes.
    public func photo(in collection: CollectionID, sha256: [UInt8]) throws(Failure) -> PhotoID? {
        try read { db in
            try Int64.fetchOne(
                db, sql: "SELECT id FROM photo WHERE collection = ? AND sha256 = ?",
                arguments: [collection.rawValue, Data(sha256)]
            ).map { PhotoID($0) }
        }
    }

    /// The photo of this number, or nil.
    public func photo(_ id: PhotoID) throws(Failure) -> PhotoRecord? {
        try read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM photo WHERE id = ?", arguments: [id.rawValue])
                .map { try PhotoRecord($0) }
        }
    }

    /// Changes what is said about a photo. Nil leaves a field as it is; an empty text clears it.
    ///
    /// - Throws: `records.unknown-photo`.
    public func updateMetadata(
        of photo: PhotoID, caption: String? = nil, credit: String? = nil, source: String? = nil, taken: String? = nil
    ) throws(Failure) {
        try updateMetadata([
            photo: PhotoMetadata(taken: taken, caption: caption, credit: credit, source: source)
        ])
    }

    /// Changes what is said about many photos, in one transaction. Nil leaves a field as it is; an empty text
    /// clears it. A photo of which a face was erased takes no caption and no credit: they may name the person.
    ///
    /// - Throws: `records.unknown-photo`; then nothing was changed.
    public func updateMetadata(_ changes: [PhotoID: PhotoMetadata]) throws(Failure) {
        try write { db in
            let update = try db.makeStatement(
                sql: """
                    UPDATE photo SET
                        taken = nullif(coalesce(?, taken), ''), source = nullif(coalesce(?, source), ''),
                        caption = iif(face_erased, NULL, nullif(coalesce(?, caption), '')),
                        credit = iif(face_erased, NULL, nullif(coalesce(?, credit), ''))
                    WHERE id = ?
                    """)
            for (photo, new) in changes {
                try update.execute(arguments: [new.taken, new.source, new.caption, new.credit, photo.rawValue])
                guard db.changesCount == 1 else {
                    throw Failure(
                        .recordsUnknownPhoto, "There is no such photo; nothing was changed.",
                        remedy: "It may have been erased: list the photos again.")
                }
            }
        }
    }
}
