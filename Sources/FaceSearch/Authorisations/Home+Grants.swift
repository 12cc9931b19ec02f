public import Foundation
public import Records
import Rules
import TransparencyLog
import Vocabulary

extension Home {
    /// Lets another organisation search a collection of one's own.
    /// - Parameter notBefore: nil: from now on.
    /// - Throws: `collection.unknown`, `collection.other-organisation`, `organisation.unknown`, `grant.…`, `role.missing`.
    public func grantAccess(
        to collection: String, for organisation: String, purposes: [String], notBefore: Date? = nil, days: Int,
        as actor: Actor
    ) async throws -> GrantRecord {
        try await act(as: actor, .grantCollections) { deed in
            let collection = try deed.ownCollection(named: collection)
            let receiver = try Self.organisation(organisation, deed.records)
            let from = notBefore ?? deed.now
            let days = min(max(days, -1), SearchGrantTerms.longestDays + 1)
            let terms = SearchGrantTerms(
                purposes: Set(purposes), notBefore: from, expires: from.addingTimeInterval(TimeInterval(days) * 86_400))
            try terms.check(against: deed.policy, at: deed.now)
            let grant = GrantRecord(
                ref: GrantRef(PseudonymousID.random().text), collection: collection.id, organisation: receiver.ref,
                terms: terms, given: deed.now, givenBy: deed.person.account.ref)
            try deed.records.add(grant)
            try deed.tell(
                .grantGiven, grant.loggedIDs(collection),
                [
                    "purposes": .array(purposes.map { .string($0) }),
                    "notBefore": .string(terms.notBefore.formatted(.iso8601)),
                    "expires": .string(terms.expires.formatted(.iso8601)),
                ])
            return grant
        }
    }

    /// From the next search on.
    /// - Throws: `grant.unknown`, `role.missing`.
    public func revokeGrant(_ ref: GrantRef, as actor: Actor) async throws {
        try await act(as: actor, .grantCollections) { deed in
            let own = try deed.records.collections().filter { $0.organisation == deed.person.organisation.ref }
            guard let grant = try deed.records.grant(ref),
                let collection = own.first(where: { $0.id == grant.collection })
            else {
                throw Failure(
                    .grantUnknown, "There is no such grant of a collection of your organisation.",
                    remedy: "`likeness grant list` shows those that are.")
            }
            try deed.records.revokeGrant(ref, at: deed.now)
            try deed.tell(.grantRevoked, grant.loggedIDs(collection))
        }
    }

    /// Of the collections of one's organisation, oldest first.
    public func grants(
        as actor: Actor
    ) throws -> [(grant: GrantRecord, collection: CollectionRecord, organisation: OrganisationRecord)] {
        try look(as: actor, .grantCollections) { deed in
            try deed.records.collections().filter { $0.organisation == deed.person.organisation.ref }.flatMap {
                collection in
                try deed.records.grants(of: collection.id).compactMap { grant in
                    try deed.records.organisation(grant.organisation).map { (grant, collection, $0) }
                }
            }
        }
    }
}

extension GrantRecord {
    fileprivate func loggedIDs(_ collection: CollectionRecord) -> [String: String] {
        ["grant": ref.rawValue, "collection": collection.ref, "organisation": organisation.rawValue]
    }
}
