public import Foundation
import GRDB
public import Rules

/// Tokens are known by their digest (32 bytes).
extension RecordTransaction {
    public func add(_ token: APITokenRecord, digest: [UInt8]) throws {
        try db.execute(
            sql: """
                INSERT INTO api_token (ref, digest, account, label, duties, created, expires)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                token.ref, Data(digest), token.account.rawValue, token.label,
                token.duties.map(\.rawValue).sorted().joined(separator: " "), Timestamp.text(token.created),
                Timestamp.text(token.expires),
            ])
    }

    public func apiToken(digest: [UInt8]) throws -> APITokenRecord? {
        try Row.fetchOne(db, sql: "SELECT * FROM api_token WHERE digest = ?", arguments: [Data(digest)])
            .map { try APITokenRecord($0) }
    }

    /// An account's, oldest first.
    public func apiTokens(of account: AccountRef) throws -> [APITokenRecord] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM api_token WHERE account = ? ORDER BY created, ref", arguments: [account.rawValue]
        ).map { try APITokenRecord($0) }
    }

    public func noteUse(ofToken ref: String, at moment: Date) throws {
        try db.execute(sql: "UPDATE api_token SET used = ? WHERE ref = ?", arguments: [Timestamp.text(moment), ref])
    }

    /// - Returns: whether it was the account's.
    public func removeAPIToken(_ ref: String, of account: AccountRef) throws -> Bool {
        try db.execute(
            sql: "DELETE FROM api_token WHERE ref = ? AND account = ?", arguments: [ref, account.rawValue])
        return db.changesCount > 0
    }
}

extension APITokenRecord {
    fileprivate init(_ row: Row) throws {
        let duties: String = row["duties"]
        self.init(
            ref: row["ref"], account: AccountRef(row["account"]), label: row["label"],
            // A duty of a later version allows nothing here.
            duties: Set(duties.split(separator: " ").compactMap { Duty(rawValue: String($0)) }),
            created: try row.date("created"), expires: try row.date("expires"), used: try row.dateIfAny("used"))
    }
}
