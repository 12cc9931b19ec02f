import GRDB

extension RecordFormat {
    /// What the web desk needs besides: tokens for programs, and what a searcher thinks of a candidate.
    static func createDesk(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE api_token (
                    ref TEXT PRIMARY KEY NOT NULL CHECK (length(ref) = 32),
                    digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
                    account TEXT NOT NULL REFERENCES account (ref) ON DELETE CASCADE,
                    label TEXT NOT NULL CHECK (label <> ''),
                    duties TEXT NOT NULL,
                    created TEXT NOT NULL,
                    expires TEXT NOT NULL,
                    used TEXT
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX api_token_account ON api_token (account);

                CREATE TABLE candidate_mark (
                    search TEXT NOT NULL,
                    rank INTEGER NOT NULL,
                    mark TEXT NOT NULL CHECK (mark IN ('kept', 'dismissed')),
                    at TEXT NOT NULL,
                    account TEXT NOT NULL REFERENCES account (ref),
                    PRIMARY KEY (search, rank),
                    FOREIGN KEY (search, rank) REFERENCES candidate (search, rank) ON DELETE CASCADE
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX search_account ON search (account, at);
                """)
    }
}
