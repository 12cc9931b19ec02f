public import Foundation
import Records
import Rules
import Secrets
import TransparencyLog
import Vocabulary

extension Home {
    /// The moment to decide at.
    /// - Throws: `clock.behind`.
    func moment(_ records: RecordTransaction) throws -> Date {
        try ClockRule.moment(now: clock(), latestRecorded: records.latestMoment())
    }

    /// The latest moment that was recorded here; nil in a home from before there were events.
    public func latestRecordedMoment() throws -> Date? { try records.look { try $0.latestMoment() } }

    /// ``acceptClock(as:)`` by an administrator who cannot log in because of the clock. Wrong passwords are logged and counted as
    /// at a log-in, and bar the account by the machine's clock.
    /// - Throws: `login.failed`, `role.missing`.
    public func acceptClock(name: String, password: String, code: String?) async throws {
        let stored = try records.look { records in
            try records.account(named: name).flatMap { try records.passwordHash(of: $0.ref) }
        }
        let isRight = stored.map { PasswordHash(stored: $0).verifies(password) } ?? false
        if stored == nil { PasswordHash.pretendToVerify(password) }
        let actor = try await change { records in
            try self.actorDespiteClock(named: name, isRight: isRight, code: code, records)
        }
        guard let actor else { throw Self.loginFailed }
        try await acceptClock(as: actor)
    }

    private func actorDespiteClock(
        named name: String, isRight: Bool, code: String?, _ records: RecordTransaction
    ) throws -> Actor? {
        let now = clock()
        let told = max(now, try records.latestMoment() ?? now)
        guard let account = try records.account(named: name) else {
            try records.tell(.loginFailed, at: told)
            return nil
        }
        let isBarred = account.barredUntil.map { now < $0 } ?? false
        // Which code was taken last says nothing: it may be of the time when the clock was ahead.
        let factor = try records.secondFactor(of: account.ref).map { OneTimeSecret(stored: $0.secret) }
        let hasCode = factor.map { secret in code.flatMap { secret?.step(of: $0, at: now, after: nil) } != nil } ?? true
        if isRight, hasCode, !isBarred { return Actor(account.ref, name: account.name) }
        if !isBarred, try records.countFailedLogIn(of: account.ref) >= Self.wrongPasswords {
            try records.setBar(until: now.addingTimeInterval(Self.barredFor), of: account.ref)
        }
        try records.tell(
            .loginFailed, at: told, ["account": account.ref.rawValue], ["account": .string(account.name)])
        return nil
    }

    /// Goes on by the machine's clock although it is behind what was recorded, because it had been ahead by mistake. All that
    /// had expired by then stays expired, and all that was to last from then is ended: sessions, bars, set-up codes. Logged.
    /// - Throws: `role.missing`: an administrator does this, or a household's owner.
    public func acceptClock(as actor: Actor) async throws {
        try await change { records in
            guard let account = try records.account(actor.account),
                let organisation = try records.organisation(account.organisation)
            else { throw Self.signedOut }
            try Standing.check(account: account.standing, organisation: organisation.standing)
            if self.profile != .household { try Duty.acceptClock.check(held: account.roles) }
            let latest = try records.latestMoment()
            if let latest { try Self.passTime(records, at: latest) }
            let now = self.clock()
            try records.endWhatLasts(beyond: now.addingTimeInterval(Self.setUpCodeHolds))
            try records.tell(
                .clockAccepted, at: now, ["account": account.ref.rawValue],
                ["latest": latest.map { .string($0.formatted(.iso8601)) } ?? .null])
        }
    }
}
