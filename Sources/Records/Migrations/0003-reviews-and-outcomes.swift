import GRDB

extension RecordFormat {
    /// What a search showed, what examiners said of it, and what came of the case. docs/records.md says what each column holds.
    static func createReviewsAndOutcomes(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE probe (
                    search TEXT PRIMARY KEY NOT NULL REFERENCES search (id),
                    photo BLOB NOT NULL,
                    x REAL NOT NULL,
                    y REAL NOT NULL,
                    width REAL NOT NULL CHECK (width > 0),
                    height REAL NOT NULL CHECK (height > 0),
                    landmarks BLOB NOT NULL CHECK (length(landmarks) = 40)
                ) STRICT, WITHOUT ROWID;

                CREATE TABLE candidate (
                    search TEXT NOT NULL REFERENCES search (id),
                    rank INTEGER NOT NULL CHECK (rank > 0),
                    face INTEGER NOT NULL,
                    similarity REAL NOT NULL,
                    PRIMARY KEY (search, rank)
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX candidate_face ON candidate (face);

                -- A candidate that was sent to examiners.
                CREATE TABLE review_request (
                    search TEXT NOT NULL,
                    rank INTEGER NOT NULL,
                    asked TEXT NOT NULL,
                    asked_by TEXT NOT NULL REFERENCES account (ref),
                    examiners INTEGER NOT NULL CHECK (examiners > 0),
                    PRIMARY KEY (search, rank),
                    FOREIGN KEY (search, rank) REFERENCES candidate (search, rank) ON DELETE CASCADE
                ) STRICT, WITHOUT ROWID;

                -- In the order in which they were made.
                CREATE TABLE review (
                    id INTEGER PRIMARY KEY AUTOINCREMENT,
                    search TEXT NOT NULL REFERENCES search (id),
                    rank INTEGER NOT NULL,
                    examiner TEXT NOT NULL REFERENCES account (ref),
                    verdict TEXT NOT NULL CHECK (verdict IN ('supports', 'does-not-support', 'inconclusive')),
                    reasons TEXT NOT NULL,
                    at TEXT NOT NULL,
                    UNIQUE (search, rank, examiner)
                ) STRICT;

                CREATE TABLE outcome (
                    id INTEGER PRIMARY KEY AUTOINCREMENT,
                    ref TEXT NOT NULL UNIQUE CHECK (length(ref) = 32),
                    case_file TEXT NOT NULL REFERENCES case_file (ref),
                    kind TEXT NOT NULL CHECK (kind IN (
                        'no-lead', 'lead', 'ruled-out', 'identified', 'action-taken')),
                    action TEXT CHECK (action IN ('charge', 'arrest', 'reunion', 'publication', 'other')),
                    text TEXT NOT NULL,
                    corroboration TEXT,
                    at TEXT NOT NULL,
                    account TEXT NOT NULL REFERENCES account (ref),
                    CHECK ((kind = 'action-taken') = (action IS NOT NULL))
                ) STRICT;
                CREATE INDEX outcome_case ON outcome (case_file);
                CREATE INDEX search_authorisation ON search (authorisation);

                ALTER TABLE account ADD COLUMN second_factor BLOB CHECK (length(second_factor) = 20);
                ALTER TABLE account ADD COLUMN second_factor_step INTEGER;
                CREATE TABLE recovery_code (
                    digest BLOB PRIMARY KEY NOT NULL CHECK (length(digest) = 32),
                    account TEXT NOT NULL REFERENCES account (ref) ON DELETE CASCADE
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX recovery_code_account ON recovery_code (account);
                """)
    }
}
