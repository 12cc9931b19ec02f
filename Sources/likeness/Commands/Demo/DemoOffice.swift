import FaceAnalysis
import FaceSearch
import Foundation
import Records
import Rules

/// What people of the demo do again and again, through the same doors as everybody.
struct DemoOffice: Sendable {
    struct Team: Sendable {
        let searcher: String
        let approver: String
        let collections: [String]
    }

    static let sam = Team(searcher: "sam", approver: "ann", collections: ["press-photos"])
    static let max = Team(searcher: "max", approver: "mia", collections: ["town-hall"])
    static let ria = Team(searcher: "ria", approver: "ann", collections: ["press-photos", "town-hall"])
    static let hal = Team(searcher: "hal", approver: "hua", collections: ["harbour"])

    let home: Home
    let clock: DemoClock
    let people: DemoPeople
    let analyzer: FaceAnalyzer

    func open(_ reference: String, by team: Team) async throws -> CaseRecord {
        try await home.openCase(reference, as: people[team.searcher])
    }

    func ask(
        _ reference: String, _ team: Team, searches: Int = 10, days: Int = 60
    ) async throws -> AuthorisationRef {
        let draft = AuthorisationDraft(
            caseReference: reference,
            purpose: team.collections.contains("town-hall") ? "provenance" : "caption-verification",
            necessity: "The captions of this series are lost, and the photographer's book does not name anybody.",
            proportionality: "One series, the collections it was taken for, and strangers are dismissed at once.",
            collections: team.collections, searches: searches, days: days)
        return try await home.requestAuthorisation(draft, as: people[team.searcher]).authorisation.ref
    }

    func approve(_ authorisation: AuthorisationRef, _ team: Team) async throws {
        _ = try await home.approve(
            authorisation, reason: "Needed for the catalogue, and nothing short of it will do.",
            as: people[team.approver])
    }

    /// - Parameter photo: a file.
    /// - Returns: the search.
    func search(
        _ authorisation: AuthorisationRef, _ photo: String, _ team: Team,
        threshold: Float = SearchRequest.defaultThreshold
    ) async throws -> String {
        let list = try await home.search(
            SearchRequest(
                probe: NamedPhoto.read(photo), face: 1, probeType: .scan, authorisation: authorisation,
                threshold: threshold),
            as: people[team.searcher], with: analyzer)
        return list.search
    }
}
