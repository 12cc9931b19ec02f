import Foundation
import GRDB
import Glibc
import Vocabulary

extension DatabasePool {
    /// Opens an existing file whose format is exactly the one this version writes.
    static func reading(at path: String) throws -> DatabasePool {
        guard Glibc.access(path, F_OK) == 0 else { throw Failure.missingRecords() }
        var configuration = Configuration()
        configuration.readonly = true
        let pool = try DatabasePool(path: path, configuration: configuration.keepingToItself())
        try pool.refuseForeignOrNewer()
        guard try pool.read(RecordFormat.migrator.hasCompletedMigrations) else {
            throw Failure(
                .recordsOlderFormat, "The records were written by an earlier version of Likeness.",
                remedy: "Run a command that writes, such as `likeness index`, once; it brings them up to date.")
        }
        return pool
    }

    /// Opens or creates a file and brings its format up to date.
    static func writing(at path: String) throws -> DatabasePool {
        try inTurn(at: path) {
            createPrivateFile(at: path)
            var configuration = Configuration()
            configuration.busyMode = .timeout(10)
            configuration.prepareDatabase { db in
                guard !db.configuration.readonly else { return }
                try db.execute(sql: "PRAGMA secure_delete = ON")
            }
            let pool = try DatabasePool(path: path, configuration: configuration.keepingToItself())
            // Here, not in `prepareDatabase`: on its way to WAL, GRDB sets NORMAL, which may lose the last commits.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            try pool.refuseForeignOrNewer()
            // Most often there is nothing to do, and then no lock to wait for.
            if try !pool.read(RecordFormat.migrator.hasCompletedMigrations) { try RecordFormat.migrator.migrate(pool) }
            return pool
        }
    }

    /// Lets one process at a time open a file for writing. Two that create it together could fail: SQLite does not
    /// wait when both turn on WAL, and GRDB looks which migrations are missing before it locks.
    private static func inTurn<Value>(at path: String, _ body: () throws -> Value) rethrows -> Value {
        // The folder is locked, not the file: closing a file drops the locks SQLite holds on it in this process.
        let folder = open(URL(fileURLWithPath: path).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
        defer { if folder >= 0 { Glibc.close(folder) } }
        while folder >= 0, flock(folder, LOCK_EX) != 0, errno == EINTR {}
        return try body()
    }

    /// SQLite gives its `-wal` and `-shm` files the mode of the database, so that one has to exist first.
    private static func createPrivateFile(at path: String) {
        // An existing file is not opened: closing it would drop the locks SQLite holds on it in this process.
        let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        if descriptor >= 0 { Glibc.close(descriptor) }
        for file in [path, path + "-wal", path + "-shm"] { chmod(file, 0o600) }
    }

    private func refuseForeignOrNewer() throws {
        try read { db in
            let owner = try Int64.fetchOne(db, sql: "PRAGMA application_id")
            let isEmpty =
                try Bool.fetchOne(
                    db, sql: "SELECT NOT EXISTS (SELECT 1 FROM sqlite_master WHERE tbl_name <> 'grdb_migrations')")
            guard owner == RecordFormat.applicationID || isEmpty == true else { throw Failure.corruptRecords() }
            guard try !RecordFormat.migrator.hasBeenSuperseded(db) else {
                throw Failure(
                    .recordsNewerFormat, "The records were written by a later version of Likeness.",
                    remedy: "Use that version or a later one.")
            }
        }
    }
}

extension Configuration {
    /// Temporary tables hold captions and paths too: in memory only. And a schema that somebody tampered with
    /// runs no functions.
    fileprivate func keepingToItself() -> Configuration {
        var configuration = self
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF")
        }
        return configuration
    }
}
