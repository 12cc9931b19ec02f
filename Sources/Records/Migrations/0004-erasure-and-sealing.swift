import Foundation
import GRDB

extension RecordFormat {
    /// What is to be erased, what stays out afterwards, and whom no searcher is shown. docs/records.md says what each column
    /// holds.
    static func createErasureAndSealing(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE suppression_key (
                    id INTEGER PRIMARY KEY CHECK (id = 1),
                    key BLOB NOT NULL CHECK (length(key) = 32)
                ) STRICT;

                -- An erasure that has begun and not ended: while it stands here, something may be left to overwrite.
                CREATE TABLE erasure (
                    ref TEXT PRIMARY KEY NOT NULL CHECK (length(ref) = 32),
                    account TEXT NOT NULL REFERENCES account (ref),
                    reason TEXT NOT NULL,
                    begun TEXT NOT NULL
                ) STRICT, WITHOUT ROWID;

                CREATE TABLE erasure_count (
                    erasure TEXT NOT NULL REFERENCES erasure (ref) ON DELETE CASCADE,
                    collection INTEGER NOT NULL REFERENCES collection (id),
                    photos INTEGER NOT NULL DEFAULT 0 CHECK (photos >= 0),
                    faces INTEGER NOT NULL DEFAULT 0 CHECK (faces >= 0),
                    files INTEGER NOT NULL DEFAULT 0 CHECK (files >= 0),
                    openings INTEGER NOT NULL DEFAULT 0 CHECK (openings >= 0),
                    PRIMARY KEY (erasure, collection)
                ) STRICT, WITHOUT ROWID;

                -- Single faces, beside the photos in `erasing`.
                CREATE TABLE erasing_face (
                    face INTEGER PRIMARY KEY
                ) STRICT;

                -- Photos that an organisation erased: `content` is keyed, no hash of the file itself.
                CREATE TABLE suppressed_photo (
                    organisation TEXT NOT NULL REFERENCES organisation (ref),
                    content BLOB NOT NULL CHECK (length(content) = 32),
                    PRIMARY KEY (organisation, content)
                ) STRICT, WITHOUT ROWID;

                -- Photos whose time in a collection is over.
                CREATE TABLE expired_photo (
                    collection INTEGER NOT NULL REFERENCES collection (id),
                    content BLOB NOT NULL CHECK (length(content) = 32),
                    PRIMARY KEY (collection, content)
                ) STRICT, WITHOUT ROWID;

                CREATE TABLE suppressed_face (
                    organisation TEXT NOT NULL REFERENCES organisation (ref),
                    content BLOB NOT NULL CHECK (length(content) = 32),
                    model TEXT NOT NULL CHECK (model <> ''),
                    sketch BLOB NOT NULL CHECK (length(sketch) = 8),
                    PRIMARY KEY (organisation, content, model, sketch)
                ) STRICT, WITHOUT ROWID;

                ALTER TABLE photo ADD COLUMN face_erased INTEGER NOT NULL DEFAULT 0 CHECK (face_erased IN (0, 1));

                -- What retention asks for.
                CREATE INDEX photo_enrolled ON photo (collection, enrolled);

                CREATE TABLE sealed_person (
                    ref TEXT PRIMARY KEY NOT NULL CHECK (length(ref) = 32),
                    organisation TEXT NOT NULL REFERENCES organisation (ref),
                    model TEXT NOT NULL CHECK (model <> ''),
                    template BLOB,
                    threshold REAL NOT NULL,
                    reason TEXT,
                    sealed TEXT NOT NULL,
                    lifted TEXT,
                    CHECK ((template IS NULL) = (lifted IS NOT NULL)),
                    CHECK ((reason IS NULL) = (lifted IS NOT NULL))
                ) STRICT, WITHOUT ROWID;

                CREATE TABLE sealed_face (
                    person TEXT NOT NULL REFERENCES sealed_person (ref) ON DELETE CASCADE,
                    face INTEGER NOT NULL REFERENCES face (id) ON DELETE CASCADE,
                    PRIMARY KEY (person, face)
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX sealed_face_face ON sealed_face (face);

                -- What each search would have shown of sealed persons, nobody included: for the overseer only.
                CREATE TABLE sealed_look (
                    search TEXT PRIMARY KEY NOT NULL REFERENCES search (id),
                    persons BLOB NOT NULL CHECK (length(persons) > 0 AND length(persons) % 256 = 0)
                ) STRICT, WITHOUT ROWID;
                """)
        var random = SystemRandomNumberGenerator()
        let key = Data((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) })
        try db.execute(sql: "INSERT INTO suppression_key (id, key) VALUES (1, ?)", arguments: [key])
    }
}
