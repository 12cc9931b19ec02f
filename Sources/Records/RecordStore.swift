import Foundation
package import GRDB
public import Vocabulary

/// The home's records in one SQLite file: collections, photos, files, faces, searches.
///
/// What a function returned from is on disk: a crash or a power cut does not take it back. Any number
/// of stores, in any number of processes, may have one file open; one writes at a time and the others
/// wait up to ten seconds for it (`records.busy`). Reading never waits.
///
/// Blocking: every function waits for the disk. None of them may be called from within another.
public final class RecordStore: Sendable {
    /// What a store may do with its file.
    public enum Access: Sendable {
        /// Never changes the file, not even to bring its format up to date.
        case reading
        /// Creates the file when it is missing and brings its format up to date.
        case writing
    }

    package let pool: DatabasePool

    /// Opens the records in the file at `path`.
    ///
    /// When writing, the file is kept readable by its owner only.
    ///
    /// - Throws: `records.missing` (reading only), `records.newer-format`, `records.older-format`
    ///   (reading only), `records.corrupt`, `records.no-access`, `records.disk-full`, `records.busy`.
    public init(at path: String, access: Access) throws(Failure) {
        pool = try sayingWhatFailed {
            switch access {
            case .reading: try .reading(at: path)
            case .writing: try .writing(at: path)
            }
        }
    }

    /// Reads the whole file and throws `records.corrupt` when its structure is damaged, or when a collection does not hold as
    /// much as is noted. Seconds for a gigabyte.
    public func checkIntegrity() throws(Failure) {
        let (verdict, miscounted) = try read { db in
            (
                try String.fetchOne(db, sql: "PRAGMA integrity_check(1)"),
                try Int.fetchOne(
                    db,
                    sql: """
                        SELECT count(*) FROM (\(RecordFormat.countedCollections)) LEFT JOIN collection_size
                        USING (collection, photos, faces, files) WHERE collection_size.collection IS NULL
                        """)
            )
        }
        guard verdict == "ok", miscounted == 0 else { throw .corruptRecords() }
    }

    /// Runs `body` on one unchanging view of the records.
    package func read<Value>(_ body: (Database) throws -> Value) throws(Failure) -> Value {
        try sayingWhatFailed { try pool.read(body) }
    }

    /// Runs `body` in one transaction: all of it is on disk when this returns, none of it when this throws.
    package func write<Value>(_ body: (Database) throws -> Value) throws(Failure) -> Value {
        try sayingWhatFailed { try pool.write(body) }
    }
}
