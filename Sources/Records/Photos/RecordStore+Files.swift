import Foundation
import GRDB
public import Vocabulary

extension RecordStore {
    /// The collection's files at or under `folder`, in order of path.
    ///
    /// - Parameter folder: a folder's or a file's path, with or without a slash at its end. `/a/b` has `/a/b/c`
    ///   under it and not `/a/bc`. Empty: every file.
    public func knownFiles(in collection: CollectionID, under folder: [UInt8]) throws(Failure) -> [KnownFile] {
        let range = PathRange(folder)
        return try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT path, byte_count, modified_ns, photo, state, seen FROM file
                    WHERE collection = ? AND \(range.condition) ORDER BY path
                    """,
                arguments: [collection.rawValue] + range.arguments
            ).map { try KnownFile($0) }
        }
    }

    /// The collection's files that could not be enrolled, in order of path.
    public func unreadableFiles(in collection: CollectionID) throws(Failure) -> [UnreadableFile] {
        try read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM unreadable_file WHERE collection = ? ORDER BY path",
                arguments: [collection.rawValue]
            ).map { row in
                UnreadableFile(
                    file: FileRecord(row), code: row["code"], reason: row["reason"], noticed: try row.date("noticed"))
            }
        }
    }

    /// Notes that nothing is at these paths any more. Their photos stay enrolled; an unreadable file is forgotten.
    public func markVanished(in collection: CollectionID, paths: [[UInt8]]) throws(Failure) {
        try write { db in
            let vanish = try db.makeStatement(
                sql: "UPDATE file SET state = 'vanished' WHERE collection = ? AND path = ?")
            let forget = try db.makeStatement(
                sql: "DELETE FROM unreadable_file WHERE collection = ? AND path = ?")
            for path in paths {
                try vanish.execute(arguments: [collection.rawValue, Data(path)])
                try forget.execute(arguments: [collection.rawValue, Data(path)])
            }
        }
    }
}

/// The paths at or under a folder, as a condition that the index on paths answers.
private struct PathRange {
    let condition: String
    let arguments: StatementArguments

    init(_ folder: [UInt8]) {
        guard !folder.isEmpty else {
            (condition, arguments) = ("TRUE", [])
            return
        }
        let slash = UInt8(ascii: "/")
        let bare = [UInt8](folder.reversed().drop { $0 == slash }.reversed())
        // The first two bound the index; the rest leaves out `/a/b-c`, which sorts between `/a/b` and `/a/b/`.
        condition = "path >= ? AND path < ? AND (path = ? OR path >= ?)"
        arguments = [Data(bare), Data(bare + [slash + 1]), Data(bare), Data(bare + [slash])]
    }
}
