public import Foundation
import Records
public import Rules

/// What administrators see beside accounts and organisations.
extension Home {
    /// When each account last signed in, as far as it is still known.
    /// - Throws: `role.missing`.
    public func lastSignedIn(as actor: Actor) throws -> [AccountRef: Date] {
        try look(as: actor, .manageAccounts) { deed in
            try deed.records.latestMoments(
                of: EventType.loginSucceeded.rawValue, about: deed.records.accounts().map(\.ref.rawValue)
            )
            .reduce(into: [:]) { $0[AccountRef($1.key)] = $1.value }
        }
    }

    /// How many collections each organisation controls.
    /// - Throws: `role.missing`.
    public func collectionCounts(as actor: Actor) throws -> [OrganisationRef: Int] {
        try look(as: actor, .manageOrganisations) { deed in
            try deed.records.collections().reduce(into: [:]) { counts, collection in
                if let owner = collection.organisation { counts[owner, default: 0] += 1 }
            }
        }
    }

    /// The latest runs of retention, newest first.
    /// - Throws: `role.missing`.
    public func retentionRuns(as actor: Actor) throws -> [(at: Date, by: String)] {
        try look(as: actor, .runRetention) { deed in
            try deed.records.latestEvents(of: EventType.retentionRun.rawValue, limit: 10).map { event in
                let account = LoggedEvent(event.entry)?.ids["account"].map { AccountRef($0.text) }
                return (event.at, try account.flatMap { try deed.records.account($0)?.name } ?? "")
            }
        }
    }
}
