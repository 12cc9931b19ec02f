import GRDB

extension RecordFormat {
    /// docs/records.md says what each column holds.
    static func createFirstRecords(_ db: Database) throws {
        try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        try db.execute(
            sql: """
                CREATE TABLE home (
                    id INTEGER PRIMARY KEY CHECK (id = 1),
                    profile TEXT NOT NULL CHECK (profile <> ''),
                    created TEXT NOT NULL
                ) STRICT;

                CREATE TABLE collection (
                    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 4294967295),
                    name TEXT NOT NULL UNIQUE CHECK (trim(name, char(9, 10, 13, 32)) <> ''),
                    controller TEXT NOT NULL CHECK (trim(controller, char(9, 10, 13, 32)) <> ''),
                    lawful_basis TEXT NOT NULL CHECK (trim(lawful_basis, char(9, 10, 13, 32)) <> ''),
                    source TEXT NOT NULL CHECK (trim(source, char(9, 10, 13, 32)) <> ''),
                    retention_days INTEGER NOT NULL CHECK (retention_days > 0),
                    created TEXT NOT NULL,
                    closed TEXT
                ) STRICT;

                -- AUTOINCREMENT: the number of an erased photo never names another one.
                CREATE TABLE photo (
                    id INTEGER PRIMARY KEY AUTOINCREMENT,
                    collection INTEGER NOT NULL REFERENCES collection (id),
                    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
                    width INTEGER NOT NULL CHECK (width > 0),
                    height INTEGER NOT NULL CHECK (height > 0),
                    byte_count INTEGER NOT NULL CHECK (byte_count >= 0),
                    format TEXT NOT NULL CHECK (format <> ''),
                    taken TEXT,
                    caption TEXT,
                    credit TEXT,
                    source TEXT,
                    enrolled TEXT NOT NULL,
                    UNIQUE (collection, sha256),
                    UNIQUE (id, collection)
                ) STRICT;

                CREATE TABLE file (
                    collection INTEGER NOT NULL,
                    path BLOB NOT NULL CHECK (length(path) > 0),
                    photo INTEGER NOT NULL,
                    byte_count INTEGER NOT NULL CHECK (byte_count >= 0),
                    modified_ns INTEGER NOT NULL,
                    state TEXT NOT NULL CHECK (state IN ('present', 'vanished')),
                    seen TEXT NOT NULL,
                    PRIMARY KEY (collection, path),
                    FOREIGN KEY (photo, collection) REFERENCES photo (id, collection) ON DELETE CASCADE
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX file_photo ON file (photo);

                CREATE TABLE unreadable_file (
                    collection INTEGER NOT NULL REFERENCES collection (id),
                    path BLOB NOT NULL CHECK (length(path) > 0),
                    code TEXT NOT NULL CHECK (code <> ''),
                    reason TEXT NOT NULL,
                    byte_count INTEGER NOT NULL CHECK (byte_count >= 0),
                    modified_ns INTEGER NOT NULL,
                    noticed TEXT NOT NULL,
                    PRIMARY KEY (collection, path)
                ) STRICT, WITHOUT ROWID;

                CREATE TABLE face (
                    id INTEGER PRIMARY KEY CHECK (id >= 0),
                    photo INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
                    ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
                    x REAL NOT NULL,
                    y REAL NOT NULL,
                    width REAL NOT NULL CHECK (width > 0),
                    height REAL NOT NULL CHECK (height > 0),
                    landmarks BLOB NOT NULL CHECK (length(landmarks) = 40),
                    confidence REAL NOT NULL,
                    inter_eye_distance REAL,
                    sharpness REAL,
                    yaw REAL,
                    pitch REAL,
                    roll REAL,
                    exposure REAL,
                    model TEXT NOT NULL CHECK (model <> ''),
                    UNIQUE (photo, ordinal)
                ) STRICT;

                CREATE TABLE face_counter (
                    id INTEGER PRIMARY KEY CHECK (id = 1),
                    last INTEGER
                ) STRICT;
                INSERT INTO face_counter (id, last) VALUES (1, NULL);

                -- No foreign key: the mark outlives its photo until nothing of it is left in the log file.
                CREATE TABLE erasing (
                    photo INTEGER PRIMARY KEY
                ) STRICT;

                CREATE TABLE search (
                    id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
                    at TEXT NOT NULL,
                    account TEXT NOT NULL CHECK (account <> ''),
                    purpose TEXT NOT NULL,
                    authorisation TEXT,
                    probe_sha256 BLOB NOT NULL CHECK (length(probe_sha256) = 32),
                    model TEXT NOT NULL CHECK (model <> ''),
                    threshold REAL NOT NULL,
                    candidate_limit INTEGER NOT NULL CHECK (candidate_limit >= 0),
                    completed TEXT,
                    gallery_faces INTEGER,
                    gallery_photos INTEGER,
                    candidates INTEGER,
                    candidates_sha256 BLOB CHECK (length(candidates_sha256) = 32),
                    interrupted TEXT,
                    CHECK (completed IS NULL OR interrupted IS NULL),
                    CHECK ((completed IS NULL) = (gallery_faces IS NULL)
                        AND (completed IS NULL) = (gallery_photos IS NULL)
                        AND (completed IS NULL) = (candidates IS NULL)
                        AND (completed IS NULL) = (candidates_sha256 IS NULL))
                ) STRICT;
                CREATE INDEX search_at ON search (at);
                CREATE INDEX search_open ON search (at) WHERE completed IS NULL AND interrupted IS NULL;

                CREATE TABLE search_collection (
                    search TEXT NOT NULL REFERENCES search (id),
                    collection INTEGER NOT NULL REFERENCES collection (id),
                    PRIMARY KEY (search, collection)
                ) STRICT, WITHOUT ROWID;
                """)
    }
}
