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
        try Row.fetchOne(db, sql: "SELECT * FROM session WHERE digest = ?", arguments: [Data(digest)])
            .map { try SessionRecord($0) }
    }

    public func noteUse(ofSession digest: [UInt8], at moment: Date) throws {
        try db.execute(
            sql: "UPDATE session SET used = ? WHERE digest = ?", arguments: [Timestamp.text(moment), Data(digest)])
    }

    public func endSession(digest: [UInt8]) throws {
        try db.execute(sql: "DELETE FROM session WHERE digest = ?", arguments: [Data(digest)])
    }

    /// Each with its digest; oldest first.
    public func sessions(of account: AccountRef) throws -> [(digest: [UInt8], session: SessionRecord)] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM session WHERE account = ? ORDER BY opened, digest", arguments: [account.rawValue]
        ).map { (digest: $0.bytes("digest"), session: try SessionRecord($0)) }
    }

    /// An account's, and the tokens by which programs act for it.
    public func endSessions(of account: AccountRef) throws {
        for table in ["session", "api_token"] {
            try db.execute(sql: "DELETE FROM \(table) WHERE account = ?", arguments: [account.rawValue])
        }
    }

    /// Ends those that expired, or were last used before `idle`.
    public func endSessions(expiredAt moment: Date, unusedSince idle: Date) throws {
        try db.execute(
            sql: "DELETE FROM session WHERE expires <= ? OR used < ?",
            arguments: [Timestamp.text(moment), Timestamp.text(idle)])
    }

    /// Ends every session and every bar, and the set-up codes that hold beyond a moment: their times were taken from a clock that
    /// was ahead. The second factor's codes are taken from the present time on.
    public func endWhatLasts(beyond moment: Date) throws {
        try db.execute(
            sql: """
                DELETE FROM session;
                DELETE FROM api_token;
                UPDATE account SET barred_until = NULL, failed_log_ins = 0, second_factor_step = NULL;
                """)
        try db.execute(
            sql: "UPDATE account SET set_up_digest = NULL, set_up_expires = NULL WHERE set_up_expires > ?",
            arguments: [Timestamp.text(moment)])
    }
}

extension SessionRecord {
    fileprivate init(_ row: Row) throws {
        self.init(
            account: AccountRef(row["account"]), opened: try row.date("opened"), used: try row.date("used"),
            expires: try row.date("expires"))
    }
}
