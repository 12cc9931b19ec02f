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
                    box BLOB NOT NULL,
                    -- Whether the person was erased whom the search was for. It goes once the rules have seen it.
                    condemned INTEGER NOT NULL DEFAULT 0 CHECK (condemned IN (0, 1))
                ) STRICT;
                INSERT INTO new_sealed_template (number, search, model, box)
                    SELECT number, search, model, box FROM sealed_template;
                -- Numbers of boxes that are gone are not used again either.
                DELETE FROM sqlite_sequence WHERE name = 'new_sealed_template';
                INSERT INTO sqlite_sequence (name, seq)
                    SELECT 'new_sealed_template', seq FROM sqlite_sequence WHERE name = 'sealed_template';
                DROP TABLE sealed_template;
                ALTER TABLE new_sealed_template RENAME TO sealed_template;

                -- Whose faces a request's searches were found to show, once what was found is no longer kept.
                CREATE TABLE template_face (
                    search TEXT NOT NULL REFERENCES sealed_template (search) ON DELETE CASCADE,
                    face INTEGER NOT NULL,
                    PRIMARY KEY (search, face)
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX template_face_face ON template_face (face);

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
