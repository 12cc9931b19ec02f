public import Foundation
import GRDB
public import Rules
import Vocabulary

extension RecordTransaction {
    /// - Throws: `case.exists`.
    public func add(_ record: CaseRecord) throws {
        do {
            try db.execute(
                sql: "INSERT INTO case_file (ref, organisation, reference, opened, opened_by) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    record.ref.rawValue, record.organisation.rawValue, record.reference, Timestamp.text(record.opened),
                    record.openedBy.rawValue,
                ])
        } catch DatabaseError.SQLITE_CONSTRAINT_UNIQUE {
            throw Failure(
                .caseExists, "The organisation has a case of this reference.",
                remedy: "Use it, or choose another reference."
            )
        }
    }

    /// An organisation's, in order of reference.
    public func cases(of organisation: OrganisationRef) throws -> [CaseRecord] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM case_file WHERE organisation = ? ORDER BY reference",
            arguments: [organisation.rawValue]
        ).map { try CaseRecord($0) }
    }

    public func caseFile(_ ref: CaseRef) throws -> CaseRecord? {
        try Row.fetchOne(db, sql: "SELECT * FROM case_file WHERE ref = ?", arguments: [ref.rawValue])
            .map { try CaseRecord($0) }
    }

    public func caseFile(_ reference: String, of organisation: OrganisationRef) throws -> CaseRecord? {
        try Row.fetchOne(
            db, sql: "SELECT * FROM case_file WHERE reference = ? AND organisation = ?",
            arguments: [reference, organisation.rawValue]
        ).map { try CaseRecord($0) }
    }

    /// Closing twice keeps the first date.
    public func closeCase(_ ref: CaseRef, at moment: Date) throws {
        try db.execute(
            sql: "UPDATE case_file SET closed = coalesce(closed, ?) WHERE ref = ?",
            arguments: [Timestamp.text(moment), ref.rawValue])
    }
}

extension CaseRecord {
    fileprivate init(_ row: Row) throws {
        self.init(
            ref: CaseRef(row["ref"]), organisation: OrganisationRef(row["organisation"]), reference: row["reference"],
            opened: try row.date("opened"), openedBy: AccountRef(row["opened_by"]), closed: try row.dateIfAny("closed"))
    }
}
