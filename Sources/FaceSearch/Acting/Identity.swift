public import Records
public import Rules

/// Who somebody is, and what is for them to do; for a program, as far as its token allows.
public struct Identity: Sendable {
    public let account: AccountRecord
    public let organisation: OrganisationRecord
    public let duties: Set<Duty>
}

extension Home {
    /// - Throws: `account.suspended`, `organisation.suspended`, `login.needed`.
    public func identity(of actor: Actor) throws -> Identity {
        try records.look { records in
            guard let account = try records.account(actor.account),
                let organisation = try records.organisation(account.organisation)
            else { throw Self.signedOut }
            try Standing.check(account: account.standing, organisation: organisation.standing)
            let duties = Duty.allCases.filter { duty in
                (try? duty.check(held: account.roles, in: profile)) != nil && actor.scope?.contains(duty) ?? true
            }
            return Identity(account: account, organisation: organisation, duties: Set(duties))
        }
    }
}
