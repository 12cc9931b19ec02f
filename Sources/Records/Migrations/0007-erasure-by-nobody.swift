import GRDB

extension RecordFormat {
    /// What time brings about, nobody ordered.
    static func allowErasureByNobody(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE new_erasure (
                    ref TEXT PRIMARY KEY NOT NULL CHECK (length(ref) = 32),
                    account TEXT REFERENCES account (ref),
                    reason TEXT NOT NULL,
                    begun TEXT NOT NULL
                ) STRICT, WITHOUT ROWID;
                INSERT INTO new_erasure SELECT ref, account, reason, begun FROM erasure;
                DROP TABLE erasure;
                ALTER TABLE new_erasure RENAME TO erasure;
                """)
    }
}
