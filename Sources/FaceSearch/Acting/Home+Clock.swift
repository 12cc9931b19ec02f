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

    /// Who somebody is, while the clock is behind what was recorded and nobody can log in: for ``acceptClock(as:)`` only.
    /// - Throws: `login.failed`.
    public func administratorDespiteClock(name: String, password: String, code: String?) throws -> Actor {
        let (account, stored, factor) = try records.look { records in
            let account = try records.account(named: name)
            return (
                account, try account.flatMap { try records.passwordHash(of: $0.ref) },
                try account.flatMap { try records.secondFactor(of: $0.ref) }
            )
        }
        guard let account, let stored, PasswordHash(stored: stored).verifies(password) else {
            if stored == nil { PasswordHash.pretendToVerify(password) }
            throw Self.loginFailed
        }
        // Which code was taken last says nothing: it may be of the time when the clock was ahead.
        if let factor {
            guard let code, let secret = OneTimeSecret(stored: factor.secret),
                secret.step(of: code, at: clock(), after: nil) != nil
            else { throw Self.loginFailed }
        }
        return Actor(account.ref, name: account.name)
    }

    /// Goes on by the machine's clock although it is behind what was recorded, because it had been ahead by mistake. All that
    /// had expired by then stays expired, and all that was to last from then is ended: sessions, bars, set-up codes. Logged.
    /// - Throws: `role.missing`: an administrator does this, or a household's owner.
    public func acceptClock(as actor: Actor) async throws {
        try await log.holding {
            try await self.log.makeReady()
            try self.records.transaction { records in
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
            try await self.log.settle()
        }
    }
}
