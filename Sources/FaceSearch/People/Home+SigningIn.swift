public import Foundation
public import Records
import Rules
public import Secrets
import TransparencyLog
import Vocabulary

/// How people show who they are. A password is known to nobody else: an administrator hands over a code, once, by which its
/// owner chooses one.
extension Home {
    /// Wrong passwords in a row after which an account is barred for a while.
    static let wrongPasswords = 10
    static let barredFor: TimeInterval = 15 * 60
    static let setUpCodeHolds: TimeInterval = 72 * 3600

    /// Chooses the password of the account whose code this is.
    /// - Throws: `account.code-wrong`, `password.unusable`.
    public func setUpAccount(code: String, password: String) async throws -> AccountRecord {
        let hash = try PasswordHash(of: password)
        return try await log.holding {
            try await self.log.makeReady()
            let account = try self.records.transaction { records in
                let now = try self.moment(records)
                guard let digest = SecretToken(code)?.digest,
                    let (account, expires) = try records.account(setUpDigest: digest), now < expires
                else {
                    throw Failure(
                        .accountCodeWrong, "This is no account's code, or it has been used, or it is too old.",
                        remedy: "Ask an administrator for a new one: `likeness account reset NAME`.")
                }
                try records.setPassword(hash: hash.text, of: account.ref)
                try records.tell(
                    .accountSetUp, at: now, ["account": account.ref.rawValue], ["account": .string(account.name)])
                return account
            }
            try await self.log.settle()
            return account
        }
    }

    /// Opens a session.
    ///
    /// A name that does not exist, a wrong password and a barred account are told in the same words, after the same time.
    /// - Throws: `login.failed`, `account.suspended`, `organisation.suspended`.
    public func logIn(name: String, password: String) async throws -> (token: SecretToken, expires: Date) {
        let (known, stored) = try records.look { records in
            let account = try records.account(named: name)
            return (account, try account.flatMap { try records.passwordHash(of: $0.ref) })
        }
        let isRight: Bool
        if let stored {
            isRight = PasswordHash(stored: stored).verifies(password)
        } else {
            PasswordHash.pretendToVerify(password)
            isRight = false
        }
        let token = SecretToken()
        return try await log.holding {
            try await self.log.makeReady()
            // What is refused is recorded too, so the transaction's own result is the answer.
            let answer = try self.records.transaction { records in
                try self.answer(to: known?.ref, isRight: isRight, token, records)
            }
            try await self.log.settle()
            return (token, try answer.get())
        }
    }

    private func answer(
        to account: AccountRef?, isRight: Bool, _ token: SecretToken, _ records: RecordTransaction
    ) throws -> Result<Date, Failure> {
        let now = try self.moment(records)
        guard let account = try account.flatMap({ try records.account($0) }),
            let organisation = try records.organisation(account.organisation)
        else {
            // The name is not recorded: it may be somebody's password, typed into the wrong field.
            try records.tell(.loginFailed, at: now)
            return .failure(Self.loginFailed)
        }
        let ids = ["account": account.ref.rawValue]
        let isBarred = account.barredUntil.map { now < $0 } ?? false
        guard isRight, !isBarred else {
            if !isBarred, try records.countFailedLogIn(of: account.ref) >= Self.wrongPasswords {
                try records.setBar(until: now.addingTimeInterval(Self.barredFor), of: account.ref)
            }
            try records.tell(.loginFailed, at: now, ids, ["account": .string(account.name)])
            return .failure(Self.loginFailed)
        }
        do {
            try Standing.check(account: account.standing, organisation: organisation.standing)
        } catch {
            try records.tell(.loginFailed, at: now, ids, ["account": .string(account.name)])
            return .failure(error)
        }
        let policy = try Self.policy(records, profile).policy
        let expires = now.addingTimeInterval(Double(policy.longestSessionHours) * 3600)
        try records.endSessions(expiredAt: now, unusedSince: now.addingTimeInterval(-Double(policy.idleMinutes) * 60))
        try records.setBar(until: nil, of: account.ref)
        try records.add(
            SessionRecord(account: account.ref, opened: now, used: now, expires: expires), digest: token.digest)
        try records.tell(.loginSucceeded, at: now, ids, ["account": .string(account.name)])
        return .success(expires)
    }

    /// Whose session this is.
    /// - Throws: `login.needed`, `account.suspended`, `organisation.suspended`.
    public func actor(bearing token: SecretToken) throws -> Actor {
        try records.transaction { records in
            let now = try self.moment(records)
            let policy = try Self.policy(records, profile).policy
            guard let session = try records.session(digest: token.digest),
                now < session.expires, now < session.used.addingTimeInterval(Double(policy.idleMinutes) * 60),
                let account = try records.account(session.account),
                let organisation = try records.organisation(account.organisation)
            else { throw Self.signedOut }
            try Standing.check(account: account.standing, organisation: organisation.standing)
            try records.noteUse(ofSession: token.digest, at: now)
            return Actor(account.ref, name: account.name)
        }
    }

    /// Ends a session. One that has ended already is no error.
    public func logOut(bearing token: SecretToken) async throws {
        try await log.holding {
            try await self.log.makeReady()
            try self.records.transaction { records in
                guard let session = try records.session(digest: token.digest) else { return }
                let now = try self.moment(records)
                try records.endSession(digest: token.digest)
                try records.tell(.loginEnded, at: now, ["account": session.account.rawValue])
            }
            try await self.log.settle()
        }
    }

    private static let loginFailed = Failure(
        .loginFailed, "The name or the password is wrong, or the account is barred for a while.",
        remedy: "After \(wrongPasswords) wrong passwords in a row an account is barred for 15 minutes; "
            + "an administrator can give it a new code.")
}
