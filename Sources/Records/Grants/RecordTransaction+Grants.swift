public import Foundation
import GRDB
public import Rules
public import Vocabulary

extension RecordTransaction {
    public func add(_ grant: GrantRecord) throws {
        try db.execute(
            sql: """
                INSERT INTO access_grant (ref, collection, organisation, purposes, not_before, expires, given, given_by)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                grant.ref.rawValue, grant.collection.rawValue, grant.organisation.rawValue,
                grant.terms.purposes.sorted().joined(separator: " "), Timestamp.text(grant.terms.notBefore),
                Timestamp.text(grant.terms.expires), Timestamp.text(grant.given), grant.givenBy.rawValue,
            ])
    }

    public func grant(_ ref: GrantRef) throws -> GrantRecord? { try grants("WHERE ref = ?", [ref.rawValue]).first }

    /// All of a collection's, oldest first.
    public func grants(of collection: CollectionID) throws -> [GrantRecord] {
        try grants("WHERE collection = ? ORDER BY given, ref", [collection.rawValue])
    }

    /// What an organisation was granted of a collection.
    public func grants(of collection: CollectionID, to organisation: OrganisationRef) throws -> [GrantRecord] {
        try grants(
            "WHERE collection = ? AND organisation = ? ORDER BY given, ref",
            [collection.rawValue, organisation.rawValue])
    }

    /// All that an organisation was granted.
    public func grants(to organisation: OrganisationRef) throws -> [GrantRecord] {
        try grants("WHERE organisation = ? ORDER BY given, ref", [organisation.rawValue])
    }

    /// Revoking twice keeps the first date.
    public func revokeGrant(_ ref: GrantRef, at moment: Date) throws {
        try db.execute(
            sql: "UPDATE access_grant SET revoked = coalesce(revoked, ?) WHERE ref = ?",
            arguments: [Timestamp.text(moment), ref.rawValue])
    }

    private func grants(_ choice: String, _ arguments: StatementArguments) throws -> [GrantRecord] {
        try Row.fetchAll(db, sql: "SELECT * FROM access_grant \(choice)", arguments: arguments).map { row in
            let purposes: String = row["purposes"]
            return GrantRecord(
                ref: GrantRef(row["ref"]), collection: CollectionID(try row.number("collection")),
                organisation: OrganisationRef(row["organisation"]),
                terms: SearchGrantTerms(
                    purposes: Set(purposes.split(separator: " ").map(String.init)),
                    notBefore: try row.date("not_before"), expires: try row.date("expires"),
                    revoked: try row.dateIfAny("revoked")),
                given: try row.date("given"), givenBy: AccountRef(row["given_by"]))
        }
    }
}
