import GRDB

extension RecordFormat {
    /// Up to where each witness has cosigned the log, as far as was noticed.
    static func createWitnesses(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE cosigned (
                    witness TEXT PRIMARY KEY NOT NULL CHECK (witness <> ''),
                    size INTEGER NOT NULL CHECK (size >= 0),
                    at TEXT NOT NULL
                ) STRICT, WITHOUT ROWID;
                """)
    }
}
