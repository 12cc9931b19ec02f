import FaceSearch
import Foundation
import HTTPTypes
import Hummingbird
import Rules
import Vocabulary

/// The JSON API: what programs may ask, by a token.
enum API {
    static let root = "/api/v1"

    static let routes: [Route] =
        DescriptionAPI.routes + OwnAPI.routes + CasesAPI.routes + AuthorisationsAPI.routes + FacesAPI.routes
        + SearchesAPI.routes + CandidatesAPI.routes + ReviewsAPI.routes + CollectionsAPI.routes + IndexingAPI.routes
        + GrantsAPI.routes + PhotosAPI.routes + SealingAPI.routes + RetentionAPI.routes + OrganisationsAPI.routes
        + AccountsAPI.routes + PolicyAPI.routes
        + RequestsAPI.routes + RequestStepsAPI.routes + RequestPapersAPI.routes + PublicPageAPI.routes
        + ProtectionAPI.routes
        + SignalsAPI.routes + SignalLooksAPI.routes + UsageAPI.routes + EntriesAPI.routes + QuestionsAPI.routes
        + ReportsAPI.routes + EvidenceAPI.routes + WitnessesAPI.routes

    /// What varies in paths and is no id.
    private static let numbers: [String: (String, Schema)] = [
        "rank": ("A candidate's, from 1.", .whole(1...100_000)),
        "photo": ("The photo's number in this home.", .whole(from: 1)),
        "face": ("The face's number in this home.", .whole(from: 1)),
        "number": ("Of a face that was found, from 1.", .whole(1...1_000_000)),
        "index": ("Where the entry stands in the log, from 0.", .whole(0...Visit.largestNumber)),
    ]

    static func pathParameter(_ name: String) -> APIOperation.Parameter {
        let (meaning, schema) = numbers[name] ?? ("The id of the \(name).", .id)
        return APIOperation.Parameter(name: name, place: "path", meaning: meaning, schema: schema, isRequired: true)
    }

    /// Whether what varies in the path looks as it has to.
    /// - Throws: `page.unknown`.
    static func checkPath(_ visit: Visit, _ names: [String]) throws {
        for name in names {
            if numbers[name] != nil {
                _ = try visit.number(name)
            } else if try !isID(visit.id(name)) {
                throw Failure.unknownPage
            }
        }
    }

    /// What varies in a path, in order.
    static func names(in path: String) -> [String] {
        path.split(separator: "/").filter { $0.hasPrefix(":") }.map { String($0.dropFirst()) }
    }

    static func isID(_ text: String) -> Bool {
        text.utf8.count == 32 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
