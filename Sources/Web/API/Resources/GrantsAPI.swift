import FaceSearch
import Foundation
import HTTPTypes
import Records
import Rules
import Vocabulary

/// Collections that other organisations may search.
enum GrantsAPI {
    private static let path = "/collections/:collection/grants"

    static let routes: [Route] = [
        .list(path, "listGrants", "A collection's grants, oldest first.", for: .duty(.grantCollections)) {
            visit, paging in
            let collection = try visit.collection()
            let grants = try visit.home.grants(as: visit.actor).filter { $0.collection.id == collection.id }
            return paging.page(of: grants, id: \.grant.ref.rawValue) {
                GrantAnswer($0.grant, $0.collection, $0.organisation)
            }
        },
        .act(
            path, "grant", "Lets another organisation search the collection, for some purposes and days.",
            for: .duty(.grantCollections), .created
        ) { (visit, body: NewGrant) in
            let collection = try visit.collection()
            let known = try visit.home.otherOrganisations(as: visit.actor)
            guard let receiver = known.first(where: { $0.ref.rawValue == body.organisation }) else {
                throw Failure.unknownOrganisation
            }
            let made = try await visit.home.grantAccess(
                to: collection.name, for: receiver.name, purposes: body.purposes, notBefore: body.notBefore,
                days: body.days, as: visit.actor)
            return GrantAnswer(made, collection, receiver)
        },
        .act(
            "\(path)/:grant/revoke", "revokeGrant", "Takes it back, from the next search on.",
            for: .duty(.grantCollections)
        ) { visit in
            let ref = GrantRef(try visit.id("grant"))
            try await visit.home.revokeGrant(ref, as: visit.actor)
            guard let known = try visit.home.grants(as: visit.actor).first(where: { $0.grant.ref == ref }) else {
                throw Failure.unknownPage
            }
            return GrantAnswer(known.grant, known.collection, known.organisation)
        },
        .list(
            "/grantable-organisations", "listGrantableOrganisations",
            "The organisations to which one's own could grant a collection, by name.", for: .duty(.grantCollections)
        ) { visit, paging in
            paging.page(of: try visit.home.otherOrganisations(as: visit.actor), id: \.ref.rawValue) {
                Named(id: $0.ref.rawValue, name: $0.name)
            }
        },
    ]

    private struct NewGrant: Decodable, Described {
        let organisation: String
        let purposes: [String]
        let days: Int
        let notBefore: Date?

        static let schema = Schema.named(
            "NewGrant",
            .object([
                "organisation": .id,
                "purposes": .set(of: .text(1...Policy.Bounds.purposeLength.upperBound), least: 1),
                "days": .whole(1...SearchGrantTerms.longestDays), "notBefore": .optional(.moment),
            ]))
    }

    private struct GrantAnswer: Encodable, Described {
        let id: String
        let collection: Named
        let organisation: Named
        let purposes: [String]
        let notBefore: Date
        let expires: Date
        let revoked: Date?

        init(_ grant: GrantRecord, _ collection: CollectionRecord, _ organisation: OrganisationRecord) {
            id = grant.ref.rawValue
            self.collection = Named(id: collection.ref, name: collection.name)
            self.organisation = Named(id: organisation.ref.rawValue, name: organisation.name)
            purposes = grant.terms.purposes.sorted()
            notBefore = grant.terms.notBefore
            expires = grant.terms.expires
            revoked = grant.terms.revoked
        }

        static let schema = Schema.named(
            "Grant",
            .object([
                "id": .id, "collection": Named.schema, "organisation": Named.schema, "purposes": .list(of: .text),
                "notBefore": .moment, "expires": .moment, "revoked": .optional(.moment),
            ]))
    }
}

extension Failure {
    /// None of this id.
    static let unknownOrganisation = Failure(
        .organisationUnknown, "There is no such organisation.", remedy: "Take an id of the list of organisations.")
}
