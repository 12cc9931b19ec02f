import GRDB
public import Rules
import Vocabulary

extension RecordTransaction {
    /// - Throws: `organisation.exists`, also for a name that looks alike.
    public func add(_ organisation: OrganisationRecord) throws {
        let skeleton = PlainName.skeleton(organisation.name)
        guard try !organisations().contains(where: { PlainName.skeleton($0.name) == skeleton }) else {
            throw Failure(
                .organisationExists, "There is an organisation of this name, or of one that looks alike.",
                remedy: "Choose another name.")
        }
        try db.execute(
            sql: "INSERT INTO organisation (ref, name, standing, created) VALUES (?, ?, ?, ?)",
            arguments: [
                organisation.ref.rawValue, organisation.name, organisation.standing.rawValue,
                Timestamp.text(organisation.created),
            ])
    }

    /// All of them, in order of name.
    public func organisations() throws -> [OrganisationRecord] {
        try Row.fetchAll(db, sql: "SELECT * FROM organisation ORDER BY name").map { try OrganisationRecord($0) }
    }

    public func organisation(_ ref: OrganisationRef) throws -> OrganisationRecord? {
        try Row.fetchOne(db, sql: "SELECT * FROM organisation WHERE ref = ?", arguments: [ref.rawValue])
            .map { try OrganisationRecord($0) }
    }

    public func organisation(named name: String) throws -> OrganisationRecord? {
        try Row.fetchOne(db, sql: "SELECT * FROM organisation WHERE name = ?", arguments: [name])
            .map { try OrganisationRecord($0) }
    }

    public func setStanding(_ standing: Standing, of organisation: OrganisationRef) throws {
        try db.execute(
            sql: "UPDATE organisation SET standing = ? WHERE ref = ?",
            arguments: [standing.rawValue, organisation.rawValue])
    }

    /// Ends the sessions of everybody in it.
    public func endSessions(of organisation: OrganisationRef) throws {
        for table in ["session", "api_token"] {
            try db.execute(
                sql: "DELETE FROM \(table) WHERE account IN (SELECT ref FROM account WHERE organisation = ?)",
                arguments: [organisation.rawValue])
        }
    }
}

extension OrganisationRecord {
    fileprivate init(_ row: Row) throws {
        guard let standing = Standing(rawValue: row["standing"]) else { throw Failure.corruptRecords() }
        self.init(
            ref: OrganisationRef(row["ref"]), name: row["name"], standing: standing, created: try row.date("created"))
    }
}
