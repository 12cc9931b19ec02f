import GRDB

extension RecordFormat {
    /// Who may do what, on whose word, and what was logged of it. docs/records.md says what each column holds.
    static func createPeopleAndEvents(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE organisation (
                    ref TEXT PRIMARY KEY NOT NULL CHECK (length(ref) = 32),
                    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
                    standing TEXT NOT NULL CHECK (standing IN ('active', 'suspended')),
                    created TEXT NOT NULL
                ) STRICT, WITHOUT ROWID;

                CREATE TABLE account (
                    ref TEXT PRIMARY KEY NOT NULL CHECK (length(ref) = 32),
                    organisation TEXT NOT NULL REFERENCES organisation (ref),
                    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
                    standing TEXT NOT NULL CHECK (standing IN ('active', 'suspended')),
                    created TEXT NOT NULL,
                    password TEXT,
                    set_up_digest BLOB CHECK (length(set_up_digest) = 32),
                    set_up_expires TEXT,
                    failed_log_ins INTEGER NOT NULL DEFAULT 0 CHECK (failed_log_ins >= 0),
                    barred_until TEXT,
                    locked_by TEXT,
                    CHECK ((set_up_digest IS NULL) = (set_up_expires IS NULL))
                ) STRICT, WITHOUT ROWID;

                CREATE TABLE account_role (
                    account TEXT NOT NULL REFERENCES account (ref) ON DELETE CASCADE,
                    role TEXT NOT NULL CHECK (role IN (
                        'searcher', 'approver', 'examiner', 'custodian', 'overseer', 'administrator')),
                    PRIMARY KEY (account, role)
                ) STRICT, WITHOUT ROWID;

                CREATE TABLE session (
                    digest BLOB PRIMARY KEY NOT NULL CHECK (length(digest) = 32),
                    account TEXT NOT NULL REFERENCES account (ref) ON DELETE CASCADE,
                    opened TEXT NOT NULL,
                    used TEXT NOT NULL,
                    expires TEXT NOT NULL
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX session_account ON session (account);

                -- The newest is in force.
                CREATE TABLE policy (
                    id INTEGER PRIMARY KEY AUTOINCREMENT,
                    text TEXT NOT NULL,
                    digest TEXT NOT NULL CHECK (length(digest) = 64),
                    adopted TEXT NOT NULL,
                    account TEXT REFERENCES account (ref)
                ) STRICT;

                -- What is in the log, or is to be put there next: in order of id. Key and payload open the entry's
                -- commitment, and are erased apart from it.
                CREATE TABLE event (
                    id INTEGER PRIMARY KEY AUTOINCREMENT,
                    type TEXT NOT NULL CHECK (type <> ''),
                    at TEXT NOT NULL,
                    entry BLOB NOT NULL,
                    log_index INTEGER UNIQUE CHECK (log_index >= 0),
                    key BLOB CHECK (length(key) = 32),
                    payload BLOB,
                    CHECK ((key IS NULL) = (payload IS NULL))
                ) STRICT;
                CREATE INDEX event_pending ON event (id) WHERE log_index IS NULL;
                CREATE INDEX event_type ON event (type, at);

                -- Whom an event is about: what is to be erased is found by it.
                CREATE TABLE event_subject (
                    event INTEGER NOT NULL REFERENCES event (id) ON DELETE CASCADE,
                    ref TEXT NOT NULL CHECK (length(ref) = 32),
                    PRIMARY KEY (ref, event)
                ) STRICT, WITHOUT ROWID;

                CREATE TABLE case_file (
                    ref TEXT PRIMARY KEY NOT NULL CHECK (length(ref) = 32),
                    organisation TEXT NOT NULL REFERENCES organisation (ref),
                    reference TEXT NOT NULL CHECK (reference <> ''),
                    opened TEXT NOT NULL,
                    opened_by TEXT NOT NULL REFERENCES account (ref),
                    closed TEXT,
                    UNIQUE (organisation, reference)
                ) STRICT, WITHOUT ROWID;

                CREATE TABLE authorisation (
                    ref TEXT PRIMARY KEY NOT NULL CHECK (length(ref) = 32),
                    case_file TEXT REFERENCES case_file (ref),
                    requester TEXT NOT NULL REFERENCES account (ref),
                    purpose TEXT NOT NULL CHECK (purpose <> ''),
                    necessity TEXT NOT NULL,
                    proportionality TEXT NOT NULL,
                    searches INTEGER NOT NULL CHECK (searches > 0),
                    not_before TEXT NOT NULL,
                    expires TEXT NOT NULL,
                    asked TEXT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN (
                        'requested', 'unconfirmed', 'approved', 'refused', 'expired', 'revoked', 'exhausted', 'lapsed')),
                    used INTEGER NOT NULL CHECK (used BETWEEN 0 AND searches),
                    break_glass_reason TEXT,
                    deadline TEXT,
                    decided TEXT,
                    decided_by TEXT REFERENCES account (ref),
                    decision_reason TEXT,
                    revoked TEXT,
                    revoked_by TEXT REFERENCES account (ref),
                    revocation_reason TEXT,
                    CHECK ((break_glass_reason IS NULL) = (deadline IS NULL)),
                    CHECK ((decided IS NULL) = (decided_by IS NULL)
                        AND (decided IS NULL) = (decision_reason IS NULL)),
                    CHECK ((revoked IS NULL) = (revoked_by IS NULL)
                        AND (revoked IS NULL) = (revocation_reason IS NULL))
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX authorisation_running ON authorisation (expires)
                    WHERE state IN ('requested', 'unconfirmed', 'approved');
                CREATE INDEX authorisation_case ON authorisation (case_file);
                CREATE INDEX authorisation_requester ON authorisation (requester, asked);

                CREATE TABLE authorisation_collection (
                    authorisation TEXT NOT NULL REFERENCES authorisation (ref) ON DELETE CASCADE,
                    collection INTEGER NOT NULL REFERENCES collection (id),
                    PRIMARY KEY (authorisation, collection)
                ) STRICT, WITHOUT ROWID;

                -- A collection's search, given by its own organisation to another.
                CREATE TABLE access_grant (
                    ref TEXT PRIMARY KEY NOT NULL CHECK (length(ref) = 32),
                    collection INTEGER NOT NULL REFERENCES collection (id),
                    organisation TEXT NOT NULL REFERENCES organisation (ref),
                    purposes TEXT NOT NULL,
                    not_before TEXT NOT NULL,
                    expires TEXT NOT NULL,
                    given TEXT NOT NULL,
                    given_by TEXT NOT NULL REFERENCES account (ref),
                    revoked TEXT
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX access_grant_to ON access_grant (organisation, collection);

                ALTER TABLE collection ADD COLUMN organisation TEXT REFERENCES organisation (ref);
                ALTER TABLE collection ADD COLUMN ref TEXT CHECK (length(ref) = 32);
                UPDATE collection SET ref = lower(hex(randomblob(16)));
                CREATE UNIQUE INDEX collection_ref ON collection (ref);

                ALTER TABLE search ADD COLUMN probe_type TEXT;
                """)
    }
}
