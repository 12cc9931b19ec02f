import GRDB

extension RecordFormat {
    /// How much each collection holds, kept as it changes: counting a million faces anew would hold up every search.
    static func keepCollectionSizes(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE collection_size (
                    collection INTEGER PRIMARY KEY REFERENCES collection (id) ON DELETE CASCADE,
                    photos INTEGER NOT NULL CHECK (photos >= 0),
                    faces INTEGER NOT NULL CHECK (faces >= 0),
                    files INTEGER NOT NULL CHECK (files >= 0)
                ) STRICT;
                INSERT INTO collection_size \(countedCollections);

                CREATE TRIGGER collection_made AFTER INSERT ON collection BEGIN
                    INSERT INTO collection_size VALUES (NEW.id, 0, 0, 0);
                END;
                CREATE TRIGGER photo_enrolled AFTER INSERT ON photo BEGIN
                    UPDATE collection_size SET photos = photos + 1 WHERE collection = NEW.collection;
                END;
                -- Before: when its faces go with it, none of them can tell any more which collection it was in.
                CREATE TRIGGER photo_deleted BEFORE DELETE ON photo BEGIN
                    UPDATE collection_size SET photos = photos - 1,
                        faces = faces - (SELECT count(*) FROM face WHERE photo = OLD.id)
                    WHERE collection = OLD.collection;
                END;
                CREATE TRIGGER face_enrolled AFTER INSERT ON face BEGIN
                    UPDATE collection_size SET faces = faces + 1
                    WHERE collection = (SELECT collection FROM photo WHERE id = NEW.photo);
                END;
                CREATE TRIGGER face_deleted AFTER DELETE ON face BEGIN
                    UPDATE collection_size SET faces = faces - 1
                    WHERE collection = (SELECT collection FROM photo WHERE id = OLD.photo);
                END;
                CREATE TRIGGER file_added AFTER INSERT ON file WHEN NEW.state = 'present' BEGIN
                    UPDATE collection_size SET files = files + 1 WHERE collection = NEW.collection;
                END;
                CREATE TRIGGER file_changed AFTER UPDATE OF state ON file WHEN NEW.state <> OLD.state BEGIN
                    UPDATE collection_size SET files = files + iif(NEW.state = 'present', 1, -1)
                    WHERE collection = NEW.collection;
                END;
                CREATE TRIGGER file_deleted AFTER DELETE ON file WHEN OLD.state = 'present' BEGIN
                    UPDATE collection_size SET files = files - 1 WHERE collection = OLD.collection;
                END;

                CREATE INDEX file_vanished ON file (collection, photo) WHERE state = 'vanished';
                """)
    }

    /// The same, counted one by one.
    static let countedCollections = """
        SELECT id AS collection,
            (SELECT count(*) FROM photo WHERE photo.collection = collection.id) AS photos,
            (SELECT count(*) FROM photo JOIN face ON face.photo = photo.id
                WHERE photo.collection = collection.id) AS faces,
            (SELECT count(*) FROM file WHERE file.collection = collection.id AND state = 'present') AS files
        FROM collection
        """
}
