import GRDB

extension RecordFormat {
    /// Probes in a table with row numbers: without, SQLite reads whole photos to find where the next one belongs.
    static func numberProbes(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE new_probe (
                    search TEXT PRIMARY KEY NOT NULL REFERENCES search (id),
                    photo BLOB NOT NULL,
                    x REAL NOT NULL,
                    y REAL NOT NULL,
                    width REAL NOT NULL CHECK (width > 0),
                    height REAL NOT NULL CHECK (height > 0),
                    landmarks BLOB NOT NULL CHECK (length(landmarks) = 40)
                ) STRICT;
                INSERT INTO new_probe SELECT search, photo, x, y, width, height, landmarks FROM probe;
                DROP TABLE probe;
                ALTER TABLE new_probe RENAME TO probe;
                """)
    }
}
