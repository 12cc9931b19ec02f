import Foundation
import Rules
import Testing
import Vocabulary

let noon = Date(timeIntervalSince1970: 1_800_000_000)
let hour: TimeInterval = 3600
let day: TimeInterval = 86_400

/// The code of the failure that the body throws; nil when it throws none.
func code(_ body: () throws -> some Any) -> Failure.Code? {
    do {
        _ = try body()
        return nil
    } catch let failure as Failure {
        return failure.code
    } catch {
        Issue.record(error, "not a Failure")
        return nil
    }
}

/// What the body's failure says.
func reason(_ body: () throws -> some Any) -> String? {
    do {
        _ = try body()
        return nil
    } catch {
        return (error as? Failure)?.reason
    }
}

/// A profile's standard text, each named line replaced by another; lines are written without their indentation.
func policyText(_ profile: Profile, _ changes: [String: String] = [:]) -> String {
    var left = changes
    let lines = Policy.standardText(for: profile).split(separator: "\n", omittingEmptySubsequences: false).map { line in
        let content = line.drop { $0 == " " }
        guard let new = left.removeValue(forKey: String(content)) else { return String(line) }
        return line.prefix(line.count - content.count) + new
    }
    precondition(left.isEmpty, "no such line: \(left.keys)")
    return lines.joined(separator: "\n")
}

func policy(_ profile: Profile, _ changes: [String: String] = [:]) throws -> Policy {
    try Policy(parsing: policyText(profile, changes))
}

let searcher = AccountRef("searcher")
let approver = AccountRef("approver")
let stranger = AccountRef("stranger")

/// Fit for every standard policy but a household's purpose; 10 days, 2 searches, two collections.
func request(
    caseRef: CaseRef? = CaseRef("case"), by requester: AccountRef = searcher, purpose: String = "missing-person",
    necessity: String = "Last seen at the harbour festival.",
    proportionality: String = "Only the festival's own photos.",
    collections: Set<CollectionID> = [CollectionID(1), CollectionID(2)], searches: Int = 2, notBefore: Date = noon,
    expires: Date = noon + 10 * day
) -> AuthorisationRequest {
    AuthorisationRequest(
        caseRef: caseRef, requester: requester, purpose: purpose, necessity: necessity,
        proportionality: proportionality, collections: collections, searches: searches, notBefore: notBefore,
        expires: expires)
}
