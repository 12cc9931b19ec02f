public import Foundation
import GRDB
public import Rules

/// Sessions are known by the digest of the token that their bearer shows (32 bytes).
extension RecordTransaction {
    public func add(_ session: SessionRecord, digest: [UInt8]) throws {
        try db.execute(
            sql: "INSERT INTO session (digest, account, opened, used, expires) VALUES (?, ?, ?, ?, ?)",
            arguments: [
                Data(digest), session.account.rawValue, Timestamp.text(session.opened), Timestamp.text(session.used),
                Timestamp.text(session.expires),
            ])
    }

    public func session(digest: [UInt8]) throws -> SessionRecord? {
        try Row.fetchOne(db, sql: "SELECT * FROM session WHERE digest = ?", arguments: [Data(digest)]).map { row in
            SessionRecord(
                account: AccountRef(row["account"]), opened: try row.date("opened"), used: try row.date("used"),
                expires: try row.date("expires"))
        }
    }

    public func noteUse(ofSession digest: [UInt8], at moment: Date) throws {
        try db.execute(
            sql: "UPDATE session SET used = ? WHERE digest = ?", arguments: [Timestamp.text(moment), Data(digest)])
    }

    public func endSession(digest: [UInt8]) throws {
        try db.execute(sql: "DELETE FROM session WHERE digest = ?", arguments: [Data(digest)])
    }

    public func endSessions(of account: AccountRef) throws {
        try db.execute(sql: "DELETE FROM session WHERE account = ?", arguments: [account.rawValue])
    }

    /// Ends those that expired, or were last used before `idle`.
    public func endSessions(expiredAt moment: Date, unusedSince idle: Date) throws {
        try db.execute(
            sql: "DELETE FROM session WHERE expires <= ? OR used < ?",
            arguments: [Timestamp.text(moment), Timestamp.text(idle)])
    }
}
