import GRDB

extension RecordFormat {
    /// Parts of organisations; and a count of payloads that were erased, by which whoever keeps figures of them notices.
    static func createUnits(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE unit (
                    ref TEXT PRIMARY KEY NOT NULL CHECK (length(ref) = 32),
                    organisation TEXT NOT NULL REFERENCES organisation (ref),
                    name TEXT NOT NULL CHECK (name <> ''),
                    created TEXT NOT NULL,
                    UNIQUE (organisation, name)
                ) STRICT, WITHOUT ROWID;
                ALTER TABLE account ADD COLUMN unit TEXT REFERENCES unit (ref);

                CREATE TABLE opening_counter (
                    id INTEGER PRIMARY KEY CHECK (id = 1),
                    erased INTEGER NOT NULL CHECK (erased >= 0)
                ) STRICT;
                INSERT INTO opening_counter VALUES (1, 0);
                CREATE TRIGGER opening_erased AFTER UPDATE OF key ON event
                WHEN OLD.key IS NOT NULL AND NEW.key IS NULL BEGIN
                    UPDATE opening_counter SET erased = erased + 1;
                END;
                """)
    }
}
