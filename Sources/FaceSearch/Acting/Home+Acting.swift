import Foundation
import Records
import Rules
import Vocabulary

extension Home {
    /// Lets somebody do one thing that is their duty. What time has ended is ended first.
    ///
    /// The log has to be open for writing before anything is changed, and has the event before this returns.
    /// - Throws: `account.suspended`, `organisation.suspended`, `role.missing`, `clock.behind`, `log.…`, `records.…`, and what
    ///   `body` throws: nothing was changed then.
    func act<Value: Sendable>(
        as actor: Actor, _ duty: Duty, _ body: @Sendable (Deed) throws -> Value
    ) async throws -> Value {
        try await passTime()
        return try await change { try body(self.deed(by: actor, duty, $0)) }
    }

    /// Changes the records in one transaction; the log has its events before this returns.
    /// - Throws: `log.…`, `records.…`, and what `body` throws: nothing was changed then.
    func change<Value: Sendable>(_ body: @Sendable (RecordTransaction) throws -> Value) async throws -> Value {
        try await log.holding {
            try await self.log.makeReady()
            let value = try self.records.transaction(body)
            try await self.log.settle()
            return value
        }
    }

    /// Shows somebody what it is their duty to see. Changes nothing and logs nothing.
    func look<Value>(as actor: Actor, _ duty: Duty, _ body: (Deed) throws -> Value) throws -> Value {
        try records.look { try body(self.deed(by: actor, duty, $0)) }
    }

    /// Asks who acts, and whether this is for them to do.
    func deed(by actor: Actor, _ duty: Duty, _ records: RecordTransaction) throws -> Deed {
        let now = try self.moment(records)
        guard let account = try records.account(actor.account),
            let organisation = try records.organisation(account.organisation)
        else { throw Self.signedOut }
        try Standing.check(account: account.standing, organisation: organisation.standing)
        try duty.check(held: account.roles)
        return Deed(
            records: records, now: now, policy: try Self.policy(records, profile).policy,
            person: Deed.Person(account: account, organisation: organisation))
    }

    static let signedOut = Failure(
        .signedOut, "You are not logged in, or your session has ended.",
        remedy: "Log in with `likeness log-in NAME`.")
}
