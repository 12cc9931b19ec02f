import GRDB

extension RecordFormat {
    /// Sealed templates, and looks at faces, of searches for people who ask about themselves too: those have a table of their own, so
    /// that neither refers to `search` any more.
    static func keepTemplatesOfRequestSearches(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE new_sealed_template (
                    number INTEGER PRIMARY KEY AUTOINCREMENT,
                    search TEXT NOT NULL UNIQUE CHECK (search <> ''),
                    model TEXT NOT NULL CHECK (model <> ''),
                    box BLOB NOT NULL
                ) STRICT;
                INSERT INTO new_sealed_template SELECT number, search, model, box FROM sealed_template;
                -- Numbers of boxes that are gone are not used again either.
                DELETE FROM sqlite_sequence WHERE name = 'new_sealed_template';
                INSERT INTO sqlite_sequence (name, seq)
                    SELECT 'new_sealed_template', seq FROM sqlite_sequence WHERE name = 'sealed_template';
                DROP TABLE sealed_template;
                ALTER TABLE new_sealed_template RENAME TO sealed_template;

                CREATE TABLE new_signal_look (
                    ref TEXT PRIMARY KEY NOT NULL CHECK (length(ref) = 32),
                    signal TEXT NOT NULL REFERENCES signal (ref),
                    search TEXT NOT NULL CHECK (search <> ''),
                    account TEXT NOT NULL REFERENCES account (ref),
                    at TEXT NOT NULL,
                    reason TEXT NOT NULL CHECK (reason <> '')
                ) STRICT;
                -- Looks of one moment are told in the order in which they were recorded.
                INSERT INTO new_signal_look SELECT ref, signal, search, account, at, reason FROM signal_look ORDER BY rowid;
                DROP TABLE signal_look;
                ALTER TABLE new_signal_look RENAME TO signal_look;
                CREATE INDEX signal_look_signal ON signal_look (signal);
                """)
    }
}
