public import Foundation
import GRDB
public import Rules
import Vocabulary

extension RecordTransaction {
    /// - Throws: `account.exists`, also for a name that looks alike.
    public func add(_ account: AccountRecord) throws {
        let skeleton = PlainName.skeleton(account.name)
        guard try !accounts().contains(where: { PlainName.skeleton($0.name) == skeleton }) else {
            throw Failure(
                .accountExists, "There is an account of this name, or of one that looks alike.",
                remedy: "Choose another name.")
        }
        try db.execute(
            sql: "INSERT INTO account (ref, organisation, name, standing, created) VALUES (?, ?, ?, ?, ?)",
            arguments: [
                account.ref.rawValue, account.organisation.rawValue, account.name, account.standing.rawValue,
                Timestamp.text(account.created),
            ])
        try setRoles(account.roles, of: account.ref)
    }

    /// All of them, in order of name.
    public func accounts() throws -> [AccountRecord] { try accounts("ORDER BY name") }

    public func account(_ ref: AccountRef) throws -> AccountRecord? {
        try accounts("WHERE ref = ?", [ref.rawValue]).first
    }

    public func account(named name: String) throws -> AccountRecord? {
        try accounts("WHERE name = ?", [name]).first
    }

    private func accounts(_ choice: String, _ arguments: StatementArguments = []) throws -> [AccountRecord] {
        let roles = try db.makeStatement(sql: "SELECT role FROM account_role WHERE account = ?")
        return try Row.fetchAll(db, sql: "SELECT * FROM account \(choice)", arguments: arguments).map { row in
            let ref: String = row["ref"]
            return try AccountRecord(row, roles: String.fetchAll(roles, arguments: [ref]))
        }
    }

    public func setRoles(_ roles: Set<Role>, of account: AccountRef) throws {
        try db.execute(sql: "DELETE FROM account_role WHERE account = ?", arguments: [account.rawValue])
        for role in roles {
            try db.execute(
                sql: "INSERT INTO account_role (account, role) VALUES (?, ?)",
                arguments: [account.rawValue, role.rawValue])
        }
    }

    public func setStanding(_ standing: Standing, of account: AccountRef) throws {
        try db.execute(
            sql: "UPDATE account SET standing = ? WHERE ref = ?", arguments: [standing.rawValue, account.rawValue])
    }

    /// Keeps an account from searching on account of a break-glass that nobody confirmed; nil lets it search again.
    public func setLock(_ authorisation: AuthorisationRef?, of account: AccountRef) throws {
        try db.execute(
            sql: "UPDATE account SET locked_by = ? WHERE ref = ?",
            arguments: [authorisation?.rawValue, account.rawValue])
    }

    // MARK: Secrets

    /// The hash of its password; nil while it has none.
    public func passwordHash(of account: AccountRef) throws -> String? {
        try String.fetchOne(db, sql: "SELECT password FROM account WHERE ref = ?", arguments: [account.rawValue])
    }

    /// Sets a password's hash, and takes away the code by which it was set and whatever barred the account.
    public func setPassword(hash: String, of account: AccountRef) throws {
        try db.execute(
            sql: """
                UPDATE account SET password = ?, set_up_digest = NULL, set_up_expires = NULL, failed_log_ins = 0,
                    barred_until = NULL
                WHERE ref = ?
                """,
            arguments: [hash, account.rawValue])
    }

    /// Gives an account a second factor, in the place of any that it has: the secret (20 bytes), and the digests of the
    /// codes that stand in for it once each (32 bytes).
    public func setSecondFactor(_ secret: [UInt8], recoveryCodes: [[UInt8]], of account: AccountRef) throws {
        try removeSecondFactor(of: account)
        try db.execute(
            sql: "UPDATE account SET second_factor = ? WHERE ref = ?", arguments: [Data(secret), account.rawValue])
        for digest in recoveryCodes {
            try db.execute(
                sql: "INSERT INTO recovery_code (digest, account) VALUES (?, ?)",
                arguments: [Data(digest), account.rawValue])
        }
    }

    public func removeSecondFactor(of account: AccountRef) throws {
        try db.execute(
            sql: "UPDATE account SET second_factor = NULL, second_factor_step = NULL WHERE ref = ?",
            arguments: [account.rawValue])
        try db.execute(sql: "DELETE FROM recovery_code WHERE account = ?", arguments: [account.rawValue])
    }

    /// The secret, and the step of the code that was taken last; nil when there is none.
    public func secondFactor(of account: AccountRef) throws -> (secret: [UInt8], lastStep: Int?)? {
        try Row.fetchOne(
            db,
            sql: "SELECT second_factor, second_factor_step FROM account WHERE ref = ? AND second_factor IS NOT NULL",
            arguments: [account.rawValue]
        ).map { ($0.bytes("second_factor"), $0["second_factor_step"] as Int?) }
    }

    public func noteSecondFactorStep(_ step: Int, of account: AccountRef) throws {
        try db.execute(
            sql: "UPDATE account SET second_factor_step = ? WHERE ref = ?", arguments: [step, account.rawValue])
    }

    /// Takes a recovery code away.
    /// - Returns: whether it was the account's.
    public func useRecoveryCode(digest: [UInt8], of account: AccountRef) throws -> Bool {
        try db.execute(
            sql: "DELETE FROM recovery_code WHERE digest = ? AND account = ?",
            arguments: [Data(digest), account.rawValue])
        return db.changesCount > 0
    }

    /// Lets whoever has the code choose a password; takes away the present one, and the second factor.
    public func setUpCode(digest: [UInt8], expires: Date, of account: AccountRef) throws {
        try removeSecondFactor(of: account)
        try db.execute(
            sql: "UPDATE account SET password = NULL, set_up_digest = ?, set_up_expires = ? WHERE ref = ?",
            arguments: [Data(digest), Timestamp.text(expires), account.rawValue])
    }

    /// The account whose set-up code has this digest, and until when the code holds.
    public func account(setUpDigest digest: [UInt8]) throws -> (account: AccountRecord, expires: Date)? {
        guard let account = try accounts("WHERE set_up_digest = ?", [Data(digest)]).first,
            let row = try Row.fetchOne(
                db, sql: "SELECT set_up_expires FROM account WHERE ref = ?", arguments: [account.ref.rawValue])
        else { return nil }
        return (account, try row.date("set_up_expires"))
    }

    /// Counts a wrong password.
    /// - Returns: how many there were in a row.
    public func countFailedLogIn(of account: AccountRef) throws -> Int {
        try db.execute(
            sql: "UPDATE account SET failed_log_ins = failed_log_ins + 1 WHERE ref = ?", arguments: [account.rawValue])
        return try Int.fetchOne(
            db, sql: "SELECT failed_log_ins FROM account WHERE ref = ?", arguments: [account.rawValue]) ?? 0
    }

    /// Nil ends the bar, and forgets the wrong passwords.
    public func setBar(until moment: Date?, of account: AccountRef) throws {
        try db.execute(
            sql: "UPDATE account SET barred_until = ?, failed_log_ins = 0 WHERE ref = ?",
            arguments: [moment.map(Timestamp.text), account.rawValue])
    }
}

extension AccountRecord {
    fileprivate init(_ row: Row, roles: [String]) throws {
        guard let standing = Standing(rawValue: row["standing"]) else { throw Failure.corruptRecords() }
        self.init(
            ref: AccountRef(row["ref"]), organisation: OrganisationRef(row["organisation"]), name: row["name"],
            standing: standing, roles: Set(roles.compactMap(Role.init(rawValue:))), created: try row.date("created"),
            isSetUp: row["password"] != nil, barredUntil: try row.dateIfAny("barred_until"),
            lockedBy: (row["locked_by"] as String?).map { AuthorisationRef($0) })
    }
}
