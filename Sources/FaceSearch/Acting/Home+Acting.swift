import Foundation
import Records
public import Rules
public import Vocabulary

extension Home {
    /// Lets somebody do one thing that is their duty. What time has ended is ended first.
    ///
    /// The log has to be open for writing before anything is changed, and has the event before this returns.
    /// - Throws: `account.suspended`, `organisation.suspended`, `role.missing`, `clock.behind`, `log.…`, `records.…`, and what
    ///   `body` throws: nothing was changed then.
    func act<Value: Sendable>(
        as actor: Actor, _ duty: Duty?, _ body: @Sendable (Deed) throws -> Value
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
    func look<Value>(as actor: Actor, _ duty: Duty?, _ body: (Deed) throws -> Value) throws -> Value {
        try records.look { try body(self.deed(by: actor, duty, $0)) }
    }

    /// Asks who acts, and whether this is for them to do.
    /// - Parameter duty: nil for what everybody does with their own account; never by a token.
    func deed(by actor: Actor, _ duty: Duty?, _ records: RecordTransaction) throws -> Deed {
        let now = try self.moment(records)
        guard let account = try records.account(actor.account),
            let organisation = try records.organisation(account.organisation)
        else { throw Self.signedOut }
        try Standing.check(account: account.standing, organisation: organisation.standing)
        try duty?.check(held: account.roles, in: profile)
        if let scope = actor.scope, duty.map({ !scope.contains($0) }) ?? true {
            throw Failure(
                .tokenOutOfScope, "The token does not allow this.",
                remedy: "Make one whose scope has it, or sign in yourself.")
        }
        return Deed(
            records: records, now: now, policy: try Self.policy(records, profile).policy,
            person: Deed.Person(account: account, organisation: organisation))
    }

    /// Whether one of these is for somebody to do; for an outer door, before any work is done.
    /// - Throws: `role.missing`, `token.out-of-scope`, `account.suspended`, `organisation.suspended`, `login.needed`.
    public func check(_ actor: Actor, anyOf duties: Set<Duty>) throws {
        try records.look { records in
            var refusal: (any Error)?
            for duty in duties.sorted(by: { $0.rawValue < $1.rawValue }) {
                do {
                    _ = try self.deed(by: actor, duty, records)
                    return
                } catch { refusal = error }
            }
            if let refusal { throw refusal }
        }
    }

    public static let signedOut = Failure(
        .signedOut, "You are not logged in, or your session has ended.",
        remedy: "Log in with `likeness log-in NAME`.")
}
