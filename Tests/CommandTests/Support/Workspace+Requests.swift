import Foundation
import Testing

extension Workspace {
    /// A custodian, `cas`, with one photo in a collection.
    static func withCustodian() throws -> (work: Workspace, photo: String) {
        let photo = try SyntheticArchive.shared.portrait().path
        let work = try Workspace()
        try work.makePeople(profile: "archive", [("cas", ["custodian"])])
        try work.makeCustody(by: "cas", photos: [photo])
        return (work, photo)
    }

    /// A request of somebody about themselves, received and identified by `cas`.
    /// - Returns: its id.
    func openRequest(_ kind: String) throws -> String {
        let made = try likeness(as: "cas", ["request", "receive", kind, "--reference", "DSR-1", "--json"]).json()
        let id = try #require(made["id"] as? String)
        try likeness(as: "cas", ["request", "identify", id, "--means", "in-person-document"])
        return id
    }
}
