import FaceSearch
import Foundation
import HTTPTypes
import Records
import Rules
import Vocabulary

/// The organisations whose people use Likeness.
enum OrganisationsAPI {
    static let routes: [Route] = [
        .list("/organisations", "listOrganisations", "Every one, by name.", for: .duty(.manageOrganisations)) {
            visit, paging in
            paging.page(of: try visit.home.organisations(as: visit.actor), id: \.ref.rawValue) {
                OrganisationAnswer($0)
            }
        },
        .act(
            "/organisations", "createOrganisation", "Makes one.", for: .duty(.manageOrganisations), .created
        ) { (visit, body: NewOrganisation) in
            try await visit.home.createOrganisation(named: body.name, as: visit.actor)
            let made = try visit.home.organisations(as: visit.actor).first { $0.name == body.name }
            guard let made else { throw Failure.unknownOrganisation }
            return OrganisationAnswer(made)
        },
        .act(
            "/organisations/:organisation/suspend", "suspendOrganisation",
            "From the next action on, nobody of it does anything.", for: .duty(.manageOrganisations)
        ) { try await set(.suspended, $0) },
        .act(
            "/organisations/:organisation/resume", "resumeOrganisation", "Ends a suspension.",
            for: .duty(.manageOrganisations)
        ) { try await set(.active, $0) },
    ]

    private static func set(_ standing: Standing, _ visit: Visit) async throws -> OrganisationAnswer {
        let ref = try visit.id("organisation")
        try await visit.home.setStanding(
            standing, ofOrganisation: try visit.organisation(ref).name, as: visit.actor)
        return OrganisationAnswer(try visit.organisation(ref))
    }

    private struct NewOrganisation: Decodable, Described {
        let name: String

        static let schema = Schema.named("NewOrganisation", .object(["name": .text(1...PlainName.longest)]))
    }

    private struct OrganisationAnswer: Encodable, Described {
        let id: String
        let name: String
        let standing: String

        init(_ record: OrganisationRecord) {
            (id, name, standing) = (record.ref.rawValue, record.name, record.standing.rawValue)
        }

        static let schema = Schema.named(
            "Organisation",
            .object(["id": .id, "name": .text, "standing": .word(Standing.allCases.map(\.rawValue))]))
    }
}

extension Visit {
    /// For an administrator.
    /// - Throws: `organisation.unknown`.
    func organisation(_ ref: String) throws -> OrganisationRecord {
        guard let known = try home.organisations(as: actor).first(where: { $0.ref.rawValue == ref }) else {
            throw Failure.unknownOrganisation
        }
        return known
    }
}
