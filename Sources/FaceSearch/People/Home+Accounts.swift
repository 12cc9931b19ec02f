import Foundation
public import Records
public import Rules
public import Secrets
import TransparencyLog
import Vocabulary

/// What administrators do with accounts. The code that each way of making one returns is shown once, and handed to the
/// account's owner.
extension Home {
    /// Makes the first account of a home, an administrator's: whoever has the machine may do this, once.
    /// - Throws: `account.not-first`, `account.unusable-name`.
    public func createFirstAdministrator(named name: String, organisation: String) async throws -> SecretToken {
        try PlainName.check(name)
        try PlainName.check(organisation)
        let code = SecretToken()
        try await change { records in
            let accounts = try records.accounts()
            // A first code that was lost or is too old is given anew, as long as nobody has ever come in by one.
            if let first = accounts.first(where: { $0.name == name && $0.roles == [.administrator] }),
                accounts.allSatisfy({ !$0.isSetUp })
            {
                let now = try self.moment(records)
                try records.setUpCode(
                    digest: code.digest, expires: now.addingTimeInterval(Self.setUpCodeHolds), of: first.ref)
                try records.tell(
                    .accountReset, at: now, ["subject": first.ref.rawValue], ["subject": .string(name)])
                return
            }
            guard accounts.isEmpty, self.profile != .household else {
                throw Failure(
                    .accountNotFirst, "This home has accounts already, or needs none.",
                    remedy: "Ask an administrator to make yours: `likeness account create`.")
            }
            let now = try self.moment(records)
            let home = OrganisationRecord(ref: .random(), name: organisation, created: now)
            try records.add(home)
            try records.setCollections(ownedBy: home.ref)
            try records.tell(
                .organisationCreated, at: now, ["organisation": home.ref.rawValue], ["name": .string(home.name)])
            let account = AccountRecord(
                ref: .random(), organisation: home.ref, name: name, roles: [.administrator], created: now)
            try Self.add(account, code, records, at: now)
        }
        return code
    }

    /// - Throws: `account.exists`, `account.unusable-name`, `account.roles-conflict`, `account.no-role`,
    ///   `organisation.unknown`, `role.missing`.
    public func createAccount(
        named name: String, in organisation: String, roles: Set<Role>, as actor: Actor
    ) async throws -> SecretToken {
        try PlainName.check(name)
        try Role.check(roles)
        let code = SecretToken()
        try await act(as: actor, .manageAccounts) { deed in
            let account = AccountRecord(
                ref: .random(), organisation: try Self.organisation(organisation, deed.records).ref, name: name,
                roles: roles, created: deed.now)
            try Self.add(account, code, deed.records, at: deed.now, by: deed.person.account)
        }
        return code
    }

    /// Takes away an account's password and sessions; its owner chooses a new password by the code.
    /// - Throws: `account.unknown`, `role.missing`.
    public func resetAccount(_ name: String, as actor: Actor) async throws -> SecretToken {
        let code = SecretToken()
        try await act(as: actor, .manageAccounts) { deed in
            let account = try Self.account(name, deed.records)
            try deed.records.setUpCode(
                digest: code.digest, expires: deed.now.addingTimeInterval(Self.setUpCodeHolds), of: account.ref)
            try deed.records.setBar(until: nil, of: account.ref)
            try deed.records.endSessions(of: account.ref)
            try Self.checkAdministrators(deed.records)
            try deed.revokeAuthorisations(of: account)
            try deed.tell(.accountReset, ["subject": account.ref.rawValue], ["subject": .string(account.name)])
        }
        return code
    }

    /// - Throws: `account.unknown`, `account.roles-conflict`, `account.last-administrator`, `role.missing`.
    public func setRoles(_ roles: Set<Role>, of name: String, as actor: Actor) async throws {
        try Role.check(roles)
        try await act(as: actor, .manageAccounts) { deed in
            let account = try Self.account(name, deed.records)
            try deed.records.setRoles(roles, of: account.ref)
            try Self.checkAdministrators(deed.records)
            try deed.tell(
                .accountRolesChanged, ["subject": account.ref.rawValue],
                ["subject": .string(account.name), "old": Self.listed(account.roles), "new": Self.listed(roles)])
        }
    }

    /// A suspension takes effect on the account's next action, and ends its sessions.
    /// - Throws: `account.unknown`, `account.last-administrator`, `role.missing`.
    public func setStanding(_ standing: Standing, ofAccount name: String, as actor: Actor) async throws {
        try await act(as: actor, .manageAccounts) { deed in
            let account = try Self.account(name, deed.records)
            try deed.records.setStanding(standing, of: account.ref)
            try Self.checkAdministrators(deed.records)
            if standing == .suspended { try deed.records.endSessions(of: account.ref) }
            try deed.tell(
                standing == .active ? .accountResumed : .accountSuspended, ["subject": account.ref.rawValue],
                ["subject": .string(account.name)])
        }
    }

    /// Every account, with its organisation, in order of name.
    /// - Throws: `role.missing`.
    public func accounts(as actor: Actor) throws -> [(account: AccountRecord, organisation: OrganisationRecord)] {
        try look(as: actor, .manageAccounts) { deed in
            let organisations = try deed.records.organisations()
            return try deed.records.accounts().compactMap { account in
                organisations.first { $0.ref == account.organisation }.map { (account, $0) }
            }
        }
    }

    // MARK: Parts

    /// Whether an administrator's account can be made, or its code renewed, without anybody logged in.
    public func awaitsFirstAdministrator() throws -> Bool {
        try profile != .household && records.look { try $0.accounts().allSatisfy { !$0.isSetUp } }
    }

    private static func add(
        _ account: AccountRecord, _ code: SecretToken, _ records: RecordTransaction, at moment: Date,
        by administrator: AccountRecord? = nil
    ) throws {
        try records.add(account)
        try records.setUpCode(
            digest: code.digest, expires: moment.addingTimeInterval(setUpCodeHolds), of: account.ref)
        var ids = ["subject": account.ref.rawValue, "organisation": account.organisation.rawValue]
        ids["account"] = administrator?.ref.rawValue
        var payload: [String: JSONValue] = ["subject": .string(account.name), "roles": listed(account.roles)]
        payload["account"] = administrator.map { .string($0.name) }
        try records.tell(.accountCreated, at: moment, ids, payload)
    }

    static func account(_ name: String, _ records: RecordTransaction) throws -> AccountRecord {
        if let account = try records.account(named: name) { return account }
        throw Failure(
            .accountUnknown, "There is no account of this name.",
            remedy: "`likeness account list` shows those that are.")
    }

    /// Counts as things stand after a change, in its transaction.
    static func checkAdministrators(_ records: RecordTransaction) throws {
        let active = Set(try records.organisations().filter { $0.standing == .active }.map(\.ref))
        let remaining = try records.accounts().count {
            $0.roles.contains(.administrator) && $0.standing == .active && $0.isSetUp
                && active.contains($0.organisation)
        }
        try Role.checkAdministrators(remaining: remaining)
    }

    private static func listed(_ roles: Set<Role>) -> JSONValue {
        .array(roles.map(\.rawValue).sorted().map { .string($0) })
    }
}

extension Deed {
    /// Whoever sets an account up anew is perhaps somebody else: an approver is asked again.
    fileprivate func revokeAuthorisations(of account: AccountRecord) throws {
        for authorisation in try records.authorisations(of: account.ref)
        where authorisation.state == .approved || authorisation.state == .requested {
            let revoked = try authorisation.after(
                .revoke(by: person.account.ref, reason: "The account was reset."), at: now, under: policy)
            try records.update(revoked)
            try tell(.authorisationRevoked, revoked.loggedIDs, ["reason": .string("The account was reset.")])
        }
    }
}
