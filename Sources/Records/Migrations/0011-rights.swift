import GRDB

extension RecordFormat {
    /// Requests of people about themselves, the searches that were made to answer them, and what these found while it is open.
    /// No name: the operator's own file reference stands for the person.
    static func createRights(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE subject_request (
                    ref TEXT PRIMARY KEY NOT NULL CHECK (length(ref) = 32),
                    organisation TEXT NOT NULL REFERENCES organisation (ref),
                    reference TEXT NOT NULL,
                    kind TEXT NOT NULL CHECK (kind IN ('access', 'erasure', 'objection', 'sealing', 'alert')),
                    received TEXT NOT NULL,
                    due TEXT NOT NULL,
                    recorded TEXT NOT NULL,
                    recorded_by TEXT NOT NULL REFERENCES account (ref),
                    means TEXT CHECK (means IN (
                        'in-person-document', 'certified-copy', 'known-representative', 'electronic-id', 'other')),
                    means_words TEXT,
                    identified TEXT,
                    identified_by TEXT REFERENCES account (ref),
                    decision TEXT CHECK (decision IN ('answered', 'refused', 'withdrawn')),
                    reason TEXT,
                    decided TEXT,
                    decided_by TEXT REFERENCES account (ref),
                    erasure TEXT,
                    answer TEXT,
                    CHECK ((means IS NULL) = (identified IS NULL) AND (means IS NULL) = (identified_by IS NULL)),
                    CHECK ((decision IS NULL) = (decided IS NULL) AND (decision IS NULL) = (decided_by IS NULL)),
                    CHECK (decision IS NOT 'refused' OR reason IS NOT NULL),
                    CHECK (decision IS NOT 'answered' OR (means IS NOT NULL AND answer IS NOT NULL))
                ) STRICT;
                CREATE INDEX subject_request_organisation ON subject_request (organisation, due);

                CREATE TABLE subject_request_collection (
                    request TEXT NOT NULL REFERENCES subject_request (ref),
                    collection INTEGER NOT NULL REFERENCES collection (id),
                    PRIMARY KEY (request, collection)
                ) STRICT, WITHOUT ROWID;

                CREATE TABLE request_search (
                    id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 32),
                    request TEXT NOT NULL REFERENCES subject_request (ref),
                    at TEXT NOT NULL,
                    account TEXT NOT NULL REFERENCES account (ref),
                    model TEXT NOT NULL,
                    threshold REAL NOT NULL,
                    completed TEXT,
                    faces INTEGER,
                    photos INTEGER,
                    found INTEGER,
                    CHECK ((completed IS NULL) = (faces IS NULL) AND (completed IS NULL) = (photos IS NULL)
                        AND (completed IS NULL) = (found IS NULL))
                ) STRICT;
                CREATE INDEX request_search_request ON request_search (request, at);

                CREATE TABLE request_probe (
                    search TEXT PRIMARY KEY NOT NULL REFERENCES request_search (id),
                    photo BLOB NOT NULL,
                    x REAL NOT NULL,
                    y REAL NOT NULL,
                    width REAL NOT NULL CHECK (width > 0),
                    height REAL NOT NULL CHECK (height > 0),
                    landmarks BLOB NOT NULL CHECK (length(landmarks) = 40)
                ) STRICT;

                CREATE TABLE request_found (
                    request TEXT NOT NULL REFERENCES subject_request (ref),
                    number INTEGER NOT NULL,
                    search TEXT NOT NULL REFERENCES request_search (id),
                    face INTEGER NOT NULL,
                    similarity REAL NOT NULL,
                    verdict TEXT CHECK (verdict IN ('is', 'is-not')),
                    PRIMARY KEY (request, number),
                    UNIQUE (request, face)
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX request_found_face ON request_found (face);
                """)
    }
}
