public import Foundation
import GRDB
public import Rules
public import Vocabulary

extension RecordTransaction {
    public func add(_ person: ProtectedPerson) throws {
        try db.execute(
            sql: """
                INSERT INTO protected_person (ref, organisation, model, box, feared, reason, added)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                person.ref.rawValue, person.organisation.rawValue, person.model.rawValue, Data(person.box),
                person.feared?.rawValue, person.reason, Timestamp.text(person.added),
            ])
    }

    /// Those whose protection has not ended, oldest first; of one organisation, or of all.
    public func protectedPersons(of organisation: OrganisationRef? = nil) throws -> [ProtectedPerson] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM protected_person WHERE ended IS NULL AND (?1 IS NULL OR organisation = ?1)
                ORDER BY added, ref
                """,
            arguments: [organisation?.rawValue]
        ).map { try ProtectedPerson($0) }
    }

    /// Forgets their template, whom they fear and why.
    public func endProtection(of person: ProtectedPersonRef, at moment: Date) throws {
        try db.execute(
            sql: "UPDATE protected_person SET box = NULL, feared = NULL, reason = NULL, ended = ? WHERE ref = ?",
            arguments: [Timestamp.text(moment), person.rawValue])
    }
}

extension ProtectedPerson {
    fileprivate init(_ row: Row) throws {
        self.init(
            ref: ProtectedPersonRef(row["ref"]), organisation: OrganisationRef(row["organisation"]),
            model: ModelID(row["model"]), box: row.bytes("box"),
            feared: (row["feared"] as String?).map { AccountRef($0) }, reason: row["reason"],
            added: try row.date("added"))
    }
}
