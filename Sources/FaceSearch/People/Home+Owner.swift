import Foundation
import Records
import Rules
import TransparencyLog
import Vocabulary

extension Home {
    /// The one person of a household, who need not log in: whoever can read the home is that person.
    /// - Throws: `login.needed` in a home of another profile.
    public func owner() throws -> Actor {
        guard profile == .household else { throw Self.signedOut }
        return try records.transaction { records in
            if let account = try records.accounts().first { return Actor(account.ref, name: account.name) }
            // A household from before there were accounts.
            return try Self.addOwner(records, at: max(clock(), records.latestMoment() ?? .distantPast))
        }
    }

    static func addOwner(_ records: RecordTransaction, at moment: Date) throws -> Actor {
        let organisation = OrganisationRecord(ref: .random(), name: "household", created: moment)
        let account = AccountRecord(
            ref: .random(), organisation: organisation.ref, name: tidied(NSUserName()) ?? "owner",
            roles: [.searcher, .examiner, .custodian], created: moment)
        try records.add(organisation)
        try records.add(account)
        try records.setCollections(ownedBy: organisation.ref)
        try records.tell(
            .organisationCreated, at: moment, ["organisation": organisation.ref.rawValue],
            ["name": .string(organisation.name)])
        try records.tell(
            .accountCreated, at: moment,
            ["account": account.ref.rawValue, "organisation": organisation.ref.rawValue],
            [
                "account": .string(account.name),
                "roles": .array(account.roles.map(\.rawValue).sorted().map { .string($0) }),
            ]
        )
        return Actor(account.ref, name: account.name)
    }
}
