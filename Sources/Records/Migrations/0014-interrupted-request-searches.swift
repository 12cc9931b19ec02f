import GRDB

extension RecordFormat {
    /// When a search for somebody who asks failed, or was noticed to have died with its process.
    static func noteInterruptedRequestSearches(_ db: Database) throws {
        try db.execute(
            sql: """
                ALTER TABLE request_search ADD COLUMN interrupted TEXT CHECK (interrupted IS NULL OR completed IS NULL);
                CREATE INDEX request_search_open ON request_search (at) WHERE completed IS NULL AND interrupted IS NULL;
                """)
    }
}
