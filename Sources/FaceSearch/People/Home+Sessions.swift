public import Foundation
import Records
import Rules
public import Secrets
import TransparencyLog
import Vocabulary

/// One's own open sessions.
extension Home {
    public struct OpenSession: Hashable, Sendable {
        /// Names it among one's own; opens nothing.
        public let id: String
        public let opened: Date
        public let used: Date
        public let expires: Date
        /// Whether it is the one that asks.
        public let isThis: Bool
    }

    /// Oldest first.
    /// - Throws: `login.needed`, `account.suspended`, `organisation.suspended`.
    public func sessions(as actor: Actor, bearing token: SecretToken) throws -> [OpenSession] {
        try look(as: actor, nil) { deed in
            try deed.records.sessions(of: actor.account).filter { deed.now < $0.session.expires }.map {
                OpenSession(
                    id: Self.sessionID($0.digest), opened: $0.session.opened, used: $0.session.used,
                    expires: $0.session.expires, isThis: $0.digest == token.digest)
            }
        }
    }

    /// Ends one of one's own, or all but this one.
    /// - Parameter id: nil: all but the one that `token` bears.
    /// - Returns: how many were ended.
    @discardableResult
    public func endSessions(_ id: String?, as actor: Actor, bearing token: SecretToken) async throws -> Int {
        try await act(as: actor, nil) { deed in
            let ending = try deed.records.sessions(of: actor.account).map(\.digest).filter { digest in
                if let id { Self.sessionID(digest) == id } else { digest != token.digest }
            }
            for digest in ending { try deed.records.endSession(digest: digest) }
            if !ending.isEmpty { try deed.tell(.loginEnded) }
            return ending.count
        }
    }

    private static func sessionID(_ digest: [UInt8]) -> String { hexadecimal(digest.prefix(8)) }

    /// Opens a session for a household's owner, who needs no password: whoever may read the home may.
    /// - Throws: `role.missing` in any other home.
    public func openOwnersSession() async throws -> (token: SecretToken, expires: Date) {
        let owner = try owner()
        let token = SecretToken()
        let expires = try await act(as: owner, nil) { deed in
            let expires = deed.now.addingTimeInterval(Double(deed.policy.longestSessionHours) * 3600)
            try deed.records.add(
                SessionRecord(account: owner.account, opened: deed.now, used: deed.now, expires: expires),
                digest: token.digest)
            try deed.tell(.loginSucceeded)
            return expires
        }
        return (token, expires)
    }

    /// Opens a session for somebody whom a provider of sign-ins vouches for. An account that does not exist is told as a wrong
    /// password is; its name is not recorded.
    /// - Parameter hasSecondFactor: whether the provider asked for one.
    /// - Throws: `login.failed`, for a suspended account too.
    public func logIn(vouchedFor name: String, hasSecondFactor: Bool) async throws -> (
        token: SecretToken, expires: Date
    ) {
        let token = SecretToken()
        let answer = try await change { records -> Result<Date, Failure> in
            let now = try self.moment(records)
            let policy = try Self.policy(records, self.profile).policy
            guard let account = try records.account(named: name),
                let organisation = try records.organisation(account.organisation),
                account.standing == .active, organisation.standing == .active,
                hasSecondFactor || !policy.secondFactorRequired
            else {
                try records.tell(.loginFailed, at: now)
                return .failure(Self.loginFailed)
            }
            let expires = now.addingTimeInterval(Double(policy.longestSessionHours) * 3600)
            try records.add(
                SessionRecord(account: account.ref, opened: now, used: now, expires: expires), digest: token.digest)
            try records.tell(
                .loginSucceeded, at: now, ["account": account.ref.rawValue], ["account": .string(account.name)])
            return .success(expires)
        }
        return (token, try answer.get())
    }

    /// Chooses another password, and ends every other session: whoever knew the old one is out.
    ///
    /// A wrong old one counts as a wrong password at log-in does.
    /// - Throws: `login.failed` when the old one is wrong or the account is barred, `password.unusable`.
    public func changePassword(
        from old: String, to new: String, as actor: Actor, bearing token: SecretToken
    ) async throws {
        let stored = try records.look { try $0.passwordHash(of: actor.account) }
        let isRight = stored.map { PasswordHash(stored: $0).verifies(old) } ?? false
        let hash = try PasswordHash(of: new)
        // What is refused is recorded too, so the transaction's own result is the answer.
        let answer = try await act(as: actor, nil) { deed -> Result<Void, Failure> in
            let isBarred = deed.person.account.barredUntil.map { deed.now < $0 } ?? false
            // Not when it was changed, or the session ended, while the old one was being checked.
            guard try deed.records.session(digest: token.digest) != nil else { throw Self.signedOut }
            let isSame = try deed.records.passwordHash(of: actor.account) == stored
            guard isRight, isSame, !isBarred else {
                try Self.refuse(deed.person.account, isBarred: isBarred, deed.records, at: deed.now)
                return .failure(Self.loginFailed)
            }
            try deed.records.setPassword(hash: hash.text, of: actor.account)
            for session in try deed.records.sessions(of: actor.account) where session.digest != token.digest {
                try deed.records.endSession(digest: session.digest)
            }
            try deed.tell(.passwordChanged)
            return .success(())
        }
        try answer.get()
    }
}
