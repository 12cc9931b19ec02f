public import Foundation
import Records
import Rules
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

    /// Goes on by the machine's clock although it is behind what was recorded, because it had been ahead by mistake. All that
    /// had expired by then stays expired. Logged.
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
                try records.tell(
                    .clockAccepted, at: self.clock(), ["account": account.ref.rawValue],
                    ["latest": latest.map { .string($0.formatted(.iso8601)) } ?? .null])
            }
            try await self.log.settle()
        }
    }
}
