import Foundation
public import Records
public import Rules
public import Secrets
import TransparencyLog
import Vocabulary

/// Tokens by which programs act for an account. They do no more than their owner may, nor than their scope has, and end with
/// the owner's suspension.
extension Home {
    public static let longestTokenDays = 365

    /// - Parameters:
    ///   - label: in the owner's words.
    ///   - scope: what it is for.
    /// - Returns: the token, to be shown once.
    /// - Throws: `token.unusable`, `role.missing` for a scope beyond one's own roles.
    public func createAPIToken(
        _ label: String, for scope: Set<Duty>, days: Int, as actor: Actor
    ) async throws -> (token: SecretToken, record: APITokenRecord) {
        guard tidied(label) == label, label.count <= 100, !scope.isEmpty, (1...Self.longestTokenDays).contains(days)
        else {
            throw Failure(
                .tokenUnusable, "A token needs a plain label, a scope, and 1 to \(Self.longestTokenDays) days.",
                remedy: "Say what it is for, and for how long.")
        }
        let token = SecretToken()
        let record = try await act(as: actor, nil) { deed in
            for duty in scope { try duty.check(held: deed.person.account.roles, in: self.profile) }
            let record = APITokenRecord(
                ref: PseudonymousID.random().text, account: actor.account, label: label, duties: scope,
                created: deed.now, expires: deed.now.addingTimeInterval(TimeInterval(days) * 86_400))
            try deed.records.add(record, digest: token.digest)
            try deed.tell(
                .tokenCreated, ["token": record.ref],
                ["scope": .array(scope.map(\.rawValue).sorted().map { .string($0) })])
            return record
        }
        return (token, record)
    }

    /// One's own, oldest first.
    public func apiTokens(as actor: Actor) throws -> [APITokenRecord] {
        try look(as: actor, nil) { try $0.records.apiTokens(of: actor.account) }
    }

    /// - Throws: `token.unknown`.
    public func revokeAPIToken(_ ref: String, as actor: Actor) async throws {
        try await act(as: actor, nil) { deed in
            guard try deed.records.removeAPIToken(ref, of: actor.account) else {
                throw Failure(
                    .tokenUnknown, "You have no such token.", remedy: "Look at the list of your tokens.")
            }
            try deed.tell(.tokenRevoked, ["token": ref])
        }
    }

    /// For whom a program acts.
    /// - Throws: `login.needed`, `account.suspended`, `organisation.suspended`.
    public func actor(bearingAPIToken token: SecretToken) throws -> Actor {
        let (actor, stale) = try records.look { records -> (Actor, String?) in
            let now = try self.moment(records)
            guard let known = try records.apiToken(digest: token.digest), now < known.expires,
                let account = try records.account(known.account),
                let organisation = try records.organisation(account.organisation)
            else { throw Self.signedOut }
            try Standing.check(account: account.standing, organisation: organisation.standing)
            let isStale = known.used.map { now > $0.addingTimeInterval(Self.usesApart) } ?? true
            return (Actor(account.ref, name: account.name, scope: known.duties), isStale ? known.ref : nil)
        }
        if let stale { try records.transaction { try $0.noteUse(ofToken: stale, at: self.moment($0)) } }
        return actor
    }
}
