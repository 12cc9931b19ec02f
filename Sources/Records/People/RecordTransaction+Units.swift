import GRDB
public import Rules
import Vocabulary

extension RecordTransaction {
    /// - Throws: `unit.exists`, also for a name that looks alike.
    public func add(_ unit: UnitRecord) throws {
        let skeleton = PlainName.skeleton(unit.name)
        guard try !units(of: unit.organisation).contains(where: { PlainName.skeleton($0.name) == skeleton }) else {
            throw Failure(
                .unitExists, "The organisation has a unit of this name, or of one that looks alike.",
                remedy: "Choose another name.")
        }
        try db.execute(
            sql: "INSERT INTO unit (ref, organisation, name, created) VALUES (?, ?, ?, ?)",
            arguments: [unit.ref, unit.organisation.rawValue, unit.name, Timestamp.text(unit.created)])
    }

    /// An organisation's, in order of name.
    public func units(of organisation: OrganisationRef) throws -> [UnitRecord] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM unit WHERE organisation = ? ORDER BY name", arguments: [organisation.rawValue]
        ).map { row in
            UnitRecord(
                ref: row["ref"], organisation: OrganisationRef(row["organisation"]), name: row["name"],
                created: try row.date("created"))
        }
    }

    /// The unit that an account belongs to.
    public func unit(of account: AccountRef) throws -> UnitRecord? {
        try Row.fetchOne(
            db, sql: "SELECT unit.* FROM account JOIN unit ON unit.ref = account.unit WHERE account.ref = ?",
            arguments: [account.rawValue]
        ).map { row in
            UnitRecord(
                ref: row["ref"], organisation: OrganisationRef(row["organisation"]), name: row["name"],
                created: try row.date("created"))
        }
    }

    /// - Parameter unit: nil: none.
    public func setUnit(_ unit: String?, of account: AccountRef) throws {
        try db.execute(sql: "UPDATE account SET unit = ? WHERE ref = ?", arguments: [unit, account.rawValue])
    }
}
