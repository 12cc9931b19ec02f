public import Foundation
import GRDB
public import Rules
public import Vocabulary

extension RecordTransaction {
    /// Creates an open collection.
    ///
    /// - Parameter ref: stands for it in the log; new and random.
    /// - Throws: `collection.exists` when the name is taken; `collection.incomplete` when a text is blank or the
    ///   retention is not a day at least.
    public func createCollection(
        name: String, ref: String, organisation: OrganisationRef?, controller: String, lawfulBasis: String,
        source: String, retentionDays: Int, created: Date
    ) throws -> CollectionRecord {
        do {
            try db.execute(
                sql: """
                    INSERT INTO collection (
                        name, ref, organisation, controller, lawful_basis, source, retention_days, created)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    name, ref, organisation?.rawValue, controller, lawfulBasis, source, retentionDays,
                    Timestamp.text(created),
                ])
        } catch DatabaseError.SQLITE_CONSTRAINT_UNIQUE {
            throw Failure(
                .collectionExists, "There is a collection of this name.", remedy: "Choose another name.")
        } catch DatabaseError.SQLITE_CONSTRAINT_CHECK {
            throw Failure(
                .collectionIncomplete,
                "A collection needs a name, controller, lawful basis, source and a retention of a day or more.",
                remedy: "Give what is missing.")
        }
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM collection WHERE id = ?", arguments: [db.lastInsertedRowID])
        guard let row else { throw Failure.corruptRecords() }
        return try CollectionRecord(row)
    }

    /// Every collection, in order of name.
    public func collections() throws -> [CollectionRecord] {
        try Row.fetchAll(db, sql: "SELECT * FROM collection ORDER BY name").map { try CollectionRecord($0) }
    }

    /// The collection of exactly this name, or nil.
    public func collection(named name: String) throws -> CollectionRecord? {
        try Row.fetchOne(db, sql: "SELECT * FROM collection WHERE name = ?", arguments: [name])
            .map { try CollectionRecord($0) }
    }

    /// Lets the collection take no more photos. Closing twice keeps the first date.
    ///
    /// - Throws: `collection.unknown`.
    public func closeCollection(_ id: CollectionID, at date: Date) throws {
        try db.execute(
            sql: "UPDATE collection SET closed = coalesce(closed, ?) WHERE id = ?",
            arguments: [Timestamp.text(date), id.rawValue])
        guard db.changesCount == 1 else { throw Failure.unknownCollection() }
    }

    /// Gives the collections that no organisation controls yet to one.
    public func setCollections(ownedBy organisation: OrganisationRef) throws {
        try db.execute(
            sql: "UPDATE collection SET organisation = ? WHERE organisation IS NULL",
            arguments: [organisation.rawValue])
    }
}

extension RecordTransaction {
    /// What is being erased does not count, nor do sealed faces: a list of everybody is as long as the count of everybody.
    /// - Throws: `collection.unknown`.
    public func counts(of id: CollectionID) throws -> CollectionCounts {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT
                    size.photos - (SELECT count(*) FROM erasing CROSS JOIN photo ON photo.id = erasing.photo
                        WHERE photo.collection = size.collection) AS photos,
                    size.faces - (SELECT count(*) FROM (\(Self.facesNotCounted) UNION SELECT face FROM sealed_face) AS out
                        CROSS JOIN face ON face.id = out.face CROSS JOIN photo ON photo.id = face.photo
                        WHERE photo.collection = size.collection) AS faces,
                    size.files - (SELECT count(*) FROM erasing CROSS JOIN file ON file.photo = erasing.photo
                        WHERE file.collection = size.collection AND state = 'present') AS files,
                    (SELECT count(*) FROM file INDEXED BY file_vanished
                        WHERE collection = size.collection AND state = 'vanished' AND NOT EXISTS (
                        SELECT 1 FROM file AS other
                        WHERE other.photo = file.photo AND other.state = 'present')) AS vanished,
                    (SELECT count(*) FROM unreadable_file WHERE collection = size.collection) AS unreadable
                FROM collection_size AS size WHERE size.collection = ?
                """,
            arguments: [id.rawValue])
        guard let row else { throw Failure.unknownCollection() }
        return CollectionCounts(
            photos: row["photos"], faces: row["faces"], files: row["files"], vanishedFiles: row["vanished"],
            unreadableFiles: row["unreadable"])
    }
}

extension RecordTransaction {
    /// How many templates the gallery has to hold for some collections: those of sealed faces too.
    public func templates(of collections: some Sequence<CollectionID>) throws -> Int {
        try Int.fetchOne(
            db,
            sql: """
                SELECT coalesce(sum(size.faces - (
                    SELECT count(*) FROM (\(Self.facesNotCounted)) AS out
                        CROSS JOIN face ON face.id = out.face CROSS JOIN photo ON photo.id = face.photo
                        WHERE photo.collection = size.collection)), 0)
                FROM collection_size AS size WHERE size.collection IN (SELECT value FROM json_each(?))
                """,
            arguments: [identifierList(collections.map { Int64($0.rawValue) })]) ?? 0
    }

    /// Those that are being erased. Here and above, CROSS says in which order SQLite is to look: the few first.
    private static let facesNotCounted = """
        SELECT face.id AS face FROM erasing CROSS JOIN face ON face.photo = erasing.photo UNION SELECT face FROM erasing_face
        """
}

extension RecordStore {
    /// Every collection, in order of name.
    public func collections() throws(Failure) -> [CollectionRecord] { try look { try $0.collections() } }

    /// The collection of exactly this name, or nil.
    public func collection(named name: String) throws(Failure) -> CollectionRecord? {
        try look { try $0.collection(named: name) }
    }

    /// - Throws: `collection.unknown`.
    public func counts(of id: CollectionID) throws(Failure) -> CollectionCounts { try look { try $0.counts(of: id) } }
}

extension CollectionRecord {
    fileprivate init(_ row: Row) throws(Failure) {
        self.init(
            id: CollectionID(try row.number("id")), ref: row["ref"],
            organisation: (row["organisation"] as String?).map { OrganisationRef($0) }, name: row["name"],
            controller: row["controller"],
            lawfulBasis: row["lawful_basis"], source: row["source"], retentionDays: row["retention_days"],
            created: try row.date("created"), closed: try row.dateIfAny("closed"))
    }
}

extension Failure {
    static func unknownCollection() -> Failure {
        Failure(
            .collectionUnknown, "There is no such collection.", remedy: "`likeness collection list` names them all.")
    }
}
