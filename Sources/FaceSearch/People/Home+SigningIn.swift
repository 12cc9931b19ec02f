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
    public static let setUpCodeHolds: TimeInterval = 72 * 3600

    static let recoveryCodes = 8

    /// What the owner of an account has to keep, shown once.
    public struct SecondFactor: Sendable {
        /// For an authenticator app.
        public let secret: OneTimeSecret
        /// Each stands in for a code once, when the app is lost.
        public let recoveryCodes: [SecretToken]
    }

    /// Chooses the password of the account whose code this is.
    /// - Returns: also the second factor, where the policy asks for one.
    /// - Throws: `account.code-wrong`, `password.unusable`.
    public func setUpAccount(
        code: String, password: String
    ) async throws -> (account: AccountRecord, secondFactor: SecondFactor?) {
        let hash = try PasswordHash(of: password)
        return try await change { records in
            let now = try self.moment(records)
            guard let digest = SecretToken(code)?.digest,
                let (account, expires) = try records.account(setUpDigest: digest), now < expires
            else {
                throw Failure(
                    .accountCodeWrong, "This is no account's code, or it has been used, or it is too old.",
                    remedy: "Ask an administrator for a new one: `likeness account reset NAME`.")
            }
            try records.setPassword(hash: hash.text, of: account.ref)
            var second: SecondFactor?
            if try Self.policy(records, self.profile).policy.secondFactorRequired {
                let new = SecondFactor(
                    secret: OneTimeSecret(), recoveryCodes: (0..<Self.recoveryCodes).map { _ in SecretToken() })
                try records.setSecondFactor(
                    new.secret.bytes, recoveryCodes: new.recoveryCodes.map(\.digest), of: account.ref)
                second = new
            }
            try records.tell(
                .accountSetUp, at: now, ["account": account.ref.rawValue], ["account": .string(account.name)])
            return (account, second)
        }
    }

    /// Whether whoever logs in is asked for a second factor.
    public func asksForSecondFactor() throws -> Bool { try policy().policy.secondFactorRequired }

    /// Opens a session.
    ///
    /// A name that does not exist, a wrong password, a wrong code and a barred account are told in the same words, after the
    /// same time.
    /// - Parameter code: of the second factor, or one of its recovery codes; nil where the policy asks for none.
    /// - Throws: `login.failed`, `account.no-second-factor`, `account.suspended`, `organisation.suspended`.
    public func logIn(
        name: String, password: String, code: String? = nil
    ) async throws -> (token: SecretToken, expires: Date) {
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
        // What is refused is recorded too, so the transaction's own result is the answer.
        let answer = try await change { records in
            // Not when it was changed while it was being checked.
            let isSame = try known.map { try records.passwordHash(of: $0.ref) == stored } ?? true
            return try self.answer(to: known?.ref, isRight: isRight && isSame, code: code, token, records)
        }
        return (token, try answer.get())
    }

    private func answer(
        to account: AccountRef?, isRight: Bool, code: String?, _ token: SecretToken,
        _ records: RecordTransaction
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
        let policy = try Self.policy(records, profile).policy
        let hasFactor = try records.secondFactor(of: account.ref) != nil
        // Only whoever knows the password is told that there is none.
        if isRight, !isBarred, policy.secondFactorRequired, !hasFactor { return .failure(Self.noSecondFactor) }
        guard isRight, !isBarred, try takes(code, for: account.ref, hasFactor, at: now, records) else {
            try Self.refuse(account, isBarred: isBarred, records, at: now)
            return .failure(Self.loginFailed)
        }
        do {
            try Standing.check(account: account.standing, organisation: organisation.standing)
        } catch {
            try records.tell(.loginFailed, at: now, ids, ["account": .string(account.name)])
            return .failure(error)
        }
        let expires = now.addingTimeInterval(Double(policy.longestSessionHours) * 3600)
        try records.endSessions(expiredAt: now, unusedSince: now.addingTimeInterval(-Double(policy.idleMinutes) * 60))
        try records.setBar(until: nil, of: account.ref)
        try records.add(
            SessionRecord(account: account.ref, opened: now, used: now, expires: expires), digest: token.digest)
        try records.tell(.loginSucceeded, at: now, ids, ["account": .string(account.name)])
        return .success(expires)
    }

    /// Counts and logs a wrong password.
    static func refuse(
        _ account: AccountRecord, isBarred: Bool, _ records: RecordTransaction, at now: Date
    ) throws {
        if !isBarred, try records.countFailedLogIn(of: account.ref) >= wrongPasswords {
            try records.setBar(until: now.addingTimeInterval(barredFor), of: account.ref)
        }
        try records.tell(.loginFailed, at: now, ["account": account.ref.rawValue], ["account": .string(account.name)])
    }

    /// Whether a code is the account's second factor. An account that has one is asked for it, also when the policy no longer
    /// does.
    private func takes(
        _ code: String?, for account: AccountRef, _ hasFactor: Bool, at now: Date, _ records: RecordTransaction
    ) throws -> Bool {
        guard hasFactor, let (bytes, last) = try records.secondFactor(of: account) else { return true }
        guard let code, let secret = OneTimeSecret(stored: bytes) else { return false }
        if let step = secret.step(of: code, at: now, after: last) {
            try records.noteSecondFactorStep(step, of: account)
            return true
        }
        guard let token = SecretToken(code) else { return false }
        return try records.useRecoveryCode(digest: token.digest, of: account)
    }

    /// Whose session this is.
    /// - Throws: `login.needed`, `account.suspended`, `organisation.suspended`.
    public func actor(bearing token: SecretToken) throws -> Actor {
        let (actor, isStale) = try records.look { records in
            let now = try self.moment(records)
            let policy = try Self.policy(records, profile).policy
            guard let session = try records.session(digest: token.digest),
                now < session.expires, now < session.used.addingTimeInterval(Double(policy.idleMinutes) * 60),
                let account = try records.account(session.account),
                let organisation = try records.organisation(account.organisation)
            else { throw Self.signedOut }
            try Standing.check(account: account.standing, organisation: organisation.standing)
            return (Actor(account.ref, name: account.name), now > session.used.addingTimeInterval(Self.usesApart))
        }
        // Not each time: it is a write to the disk.
        if isStale {
            try records.transaction { try $0.noteUse(ofSession: token.digest, at: self.moment($0)) }
        }
        return actor
    }

    /// Between two notes that a session or a token was used, in seconds.
    static let usesApart: TimeInterval = 30

    /// Ends a session. One that has ended already is no error.
    public func logOut(bearing token: SecretToken) async throws {
        try await change { records in
            guard let session = try records.session(digest: token.digest) else { return }
            let now = try self.moment(records)
            try records.endSession(digest: token.digest)
            try records.tell(.loginEnded, at: now, ["account": session.account.rawValue])
        }
    }

    private static let noSecondFactor = Failure(
        .accountNoSecondFactor, "The policy asks for a second factor, and the account was set up without one.",
        remedy: "Ask an administrator for a new code (`likeness account reset NAME`), and set the account up again.")

    static let loginFailed = Failure(
        .loginFailed, "The name, the password or the code is wrong, or the account is barred for a while.",
        remedy: "After \(wrongPasswords) wrong passwords in a row an account is barred for 15 minutes; "
            + "an administrator can give it a new code.")
}
