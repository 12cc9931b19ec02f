public import Foundation
import GRDB
public import Rules
public import Vocabulary

extension RecordTransaction {
    public func add(_ person: SealedPerson) throws {
        try db.execute(
            sql: """
                INSERT INTO sealed_person (ref, organisation, model, template, threshold, reason, sealed)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                person.ref.rawValue, person.organisation.rawValue, person.template.model.rawValue,
                Data(person.template.bytes), person.threshold, person.reason, Timestamp.text(person.sealed),
            ])
    }

    /// Faces that are a sealed person's. Those that were erased meanwhile are passed over.
    public func seal(_ faces: some Sequence<FaceID>, of person: SealedPersonRef) throws {
        let insert = try db.cachedStatement(
            sql: "INSERT OR IGNORE INTO sealed_face (person, face) SELECT ?, id FROM face WHERE id = ?")
        for face in faces { try insert.execute(arguments: [person.rawValue, face.stored()]) }
    }

    /// Those whose seal was not lifted, oldest first; of one organisation, or of all.
    public func sealedPersons(of organisation: OrganisationRef? = nil) throws -> [SealedPerson] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM sealed_person WHERE lifted IS NULL AND (?1 IS NULL OR organisation = ?1)
                ORDER BY sealed, ref
                """,
            arguments: [organisation?.rawValue]
        ).map { try SealedPerson($0) }
    }

    /// How many faces of a sealed person are enrolled, and in how many photos.
    public func sealedCounts(of person: SealedPersonRef) throws -> (faces: Int, photos: Int) {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT count(*) AS faces, count(DISTINCT face.photo) AS photos
                FROM sealed_face JOIN face ON face.id = sealed_face.face WHERE sealed_face.person = ?
                """,
            arguments: [person.rawValue])
        return (row?["faces"] ?? 0, row?["photos"] ?? 0)
    }

    /// Every sealed face, with whose it is.
    public func sealedFaces() throws -> [FaceID: Set<SealedPersonRef>] {
        var faces: [FaceID: Set<SealedPersonRef>] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT face, person FROM sealed_face") {
            faces[FaceID(try row.number("face")), default: []].insert(SealedPersonRef(row["person"]))
        }
        return faces
    }

    /// How many sealed faces are in some collections.
    public func countSealedFaces(in collections: some Sequence<CollectionID>) throws -> Int {
        try Int.fetchOne(
            db,
            sql: """
                SELECT count(DISTINCT sealed_face.face) FROM sealed_face CROSS JOIN face ON face.id = sealed_face.face
                CROSS JOIN photo ON photo.id = face.photo WHERE photo.collection IN (SELECT value FROM json_each(?))
                """,
            arguments: [identifierList(collections.map { Int64($0.rawValue) })]) ?? 0
    }

    /// Whose of these faces are sealed.
    public func sealedPersons(among faces: some Sequence<FaceID>) throws -> [SealedPersonRef] {
        try String.fetchAll(
            db,
            sql: """
                SELECT DISTINCT person FROM sealed_face WHERE face IN (SELECT value FROM json_each(?)) ORDER BY person
                """,
            arguments: [identifierList(faces.compactMap { Int64(exactly: $0.rawValue) })]
        ).map { SealedPersonRef($0) }
    }

    /// Forgets template and reason of a sealed person, and which faces are theirs.
    public func lift(_ person: SealedPersonRef, at date: Date) throws {
        try db.execute(sql: "DELETE FROM sealed_face WHERE person = ?", arguments: [person.rawValue])
        try db.execute(
            sql: "UPDATE sealed_person SET template = NULL, reason = NULL, lifted = ? WHERE ref = ?",
            arguments: [Timestamp.text(date), person.rawValue])
    }

    // MARK: For the overseer

    /// Records which sealed persons a search would have shown: as many bytes for nobody as for up to sixteen.
    public func recordSealedLook(_ persons: Set<SealedPersonRef>, of search: String) throws {
        try db.execute(
            sql: "INSERT INTO sealed_look (search, persons) VALUES (?, ?)",
            arguments: [search, Data(SealedLook.bytes(of: persons))])
    }

    /// Every search that would have shown a sealed person, newest first; one of each person.
    public func sealedHits() throws -> [SealedHit] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT search.id, search.at, search.account, sealed_look.persons
                FROM sealed_look JOIN search ON search.id = sealed_look.search ORDER BY search.at DESC, search.id
                """
        ).flatMap { row in
            let (search, account): (String, String) = (row["id"], row["account"])
            let at = try row.date("at")
            return SealedLook.persons(in: row.bytes("persons")).map {
                SealedHit(search: search, at: at, account: account, person: $0)
            }
        }
    }
}

/// The faces of a new photo that are sealed persons'.
func seal(_ face: FaceID, _ persons: Set<SealedPersonRef>, _ db: Database) throws {
    for person in persons { try RecordTransaction(db: db).seal([face], of: person) }
}

/// References one after the other, 16 bytes each, filled up with zeros to a multiple of 256 bytes.
enum SealedLook {
    private static let unit = 256

    static func bytes(of persons: Set<SealedPersonRef>) -> [UInt8] {
        let bytes = persons.map(\.rawValue).sorted().flatMap { ref in
            stride(from: 0, to: ref.utf8.count, by: 2).compactMap { start in
                UInt8(ref.dropFirst(start).prefix(2), radix: 16)
            }
        }
        let length = max(1, (bytes.count + unit - 1) / unit) * unit
        return bytes + [UInt8](repeating: 0, count: length - bytes.count)
    }

    static func persons(in bytes: [UInt8]) -> [SealedPersonRef] {
        stride(from: 0, to: bytes.count - 15, by: 16).map { Array(bytes[$0..<$0 + 16]) }
            .filter { $0.contains { $0 != 0 } }.map { SealedPersonRef(hexadecimal($0)) }
    }
}

extension SealedPerson {
    fileprivate init(_ row: Row) throws {
        guard let template = Template(model: ModelID(row["model"]), bytes: row.bytes("template")) else {
            throw Failure.corruptRecords()
        }
        self.init(
            ref: SealedPersonRef(row["ref"]), organisation: OrganisationRef(row["organisation"]), template: template,
            threshold: row.float("threshold"), reason: row["reason"], sealed: try row.date("sealed"))
    }
}
