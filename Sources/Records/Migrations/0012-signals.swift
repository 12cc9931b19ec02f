import GRDB

extension RecordFormat {
    /// What misuse signals stand on: sealed templates of probes, persons who asked to be told of, and the signals themselves.
    /// docs/records.md says what each column holds.
    static func createSignals(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE oversight_key (
                    id INTEGER PRIMARY KEY CHECK (id = 1),
                    public BLOB NOT NULL CHECK (length(public) = 32),
                    made TEXT NOT NULL
                ) STRICT;

                -- Numbers are never used again: by them it is known which were opened already, and which are gone.
                CREATE TABLE sealed_template (
                    number INTEGER PRIMARY KEY AUTOINCREMENT,
                    search TEXT NOT NULL UNIQUE REFERENCES search (id),
                    model TEXT NOT NULL CHECK (model <> ''),
                    box BLOB NOT NULL
                ) STRICT;

                CREATE TABLE protected_person (
                    ref TEXT PRIMARY KEY NOT NULL CHECK (length(ref) = 32),
                    organisation TEXT NOT NULL REFERENCES organisation (ref),
                    model TEXT NOT NULL CHECK (model <> ''),
                    box BLOB,
                    feared TEXT REFERENCES account (ref),
                    reason TEXT,
                    added TEXT NOT NULL,
                    ended TEXT,
                    CHECK ((box IS NULL) = (ended IS NOT NULL)),
                    CHECK ((reason IS NULL) = (ended IS NOT NULL)),
                    CHECK (feared IS NULL OR ended IS NULL)
                ) STRICT;

                CREATE TABLE signal (
                    number INTEGER PRIMARY KEY AUTOINCREMENT,
                    ref TEXT NOT NULL UNIQUE CHECK (length(ref) = 32),
                    kind TEXT NOT NULL CHECK (kind <> ''),
                    key BLOB NOT NULL CHECK (length(key) = 32),
                    account TEXT REFERENCES account (ref),
                    raised TEXT NOT NULL,
                    grown TEXT NOT NULL,
                    evidence TEXT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN ('open', 'explained', 'upheld')),
                    UNIQUE (kind, key)
                ) STRICT;
                CREATE INDEX signal_state ON signal (state);

                -- All that was decided of a signal, oldest first. Without an account: it was reopened by new evidence.
                CREATE TABLE signal_decision (
                    number INTEGER PRIMARY KEY AUTOINCREMENT,
                    signal TEXT NOT NULL REFERENCES signal (ref),
                    decision TEXT NOT NULL CHECK (decision IN ('explained', 'upheld', 'reopened')),
                    at TEXT NOT NULL,
                    account TEXT REFERENCES account (ref),
                    reason TEXT,
                    CHECK ((account IS NULL) = (reason IS NULL)),
                    CHECK (account IS NOT NULL OR decision = 'reopened')
                ) STRICT;
                CREATE INDEX signal_decision_signal ON signal_decision (signal);

                -- Each time that an overseer was shown the face behind a signal.
                CREATE TABLE signal_look (
                    ref TEXT PRIMARY KEY NOT NULL CHECK (length(ref) = 32),
                    signal TEXT NOT NULL REFERENCES signal (ref),
                    search TEXT NOT NULL REFERENCES search (id),
                    account TEXT NOT NULL REFERENCES account (ref),
                    at TEXT NOT NULL,
                    reason TEXT NOT NULL CHECK (reason <> '')
                ) STRICT;
                CREATE INDEX signal_look_signal ON signal_look (signal);
                """)
    }
}
