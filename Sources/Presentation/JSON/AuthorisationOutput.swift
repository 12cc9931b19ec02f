package import FaceSearch
import Foundation
import Rules
import Vocabulary

/// An authorisation as JSON (docs/json.md), and as a line.
package struct AuthorisationOutput: Encodable {
    package struct Decision: Encodable {
        let by: String
        let at: Date
        let reason: String

        init(_ decision: Authorisation.Decision, by name: String?) {
            by = name ?? decision.by.rawValue
            at = decision.at
            reason = decision.reason
        }
    }

    let id: String
    let state: String
    let `case`: String?
    let collections: [String]
    let purpose: String
    let searches: Int
    let used: Int
    let notBefore: Date
    let expires: Date
    let requester: String
    let necessity: String
    let proportionality: String
    let breakGlassReason: String?
    let deadline: Date?
    let decision: Decision?
    let revocation: Decision?

    package init(_ described: DescribedAuthorisation) {
        let authorisation = described.authorisation
        self.case = described.caseReference
        collections = described.collections
        requester = described.requester
        let request = authorisation.request
        id = authorisation.ref.rawValue
        state = authorisation.state.rawValue
        purpose = request.purpose
        searches = request.searches
        used = authorisation.used
        notBefore = request.notBefore
        expires = request.expires
        necessity = request.necessity
        proportionality = request.proportionality
        if case .breakGlass(let reason, let deadline) = authorisation.kind {
            breakGlassReason = reason
            self.deadline = deadline
        } else {
            breakGlassReason = nil
            deadline = nil
        }
        decision = authorisation.decision.map { Decision($0, by: described.decidedBy) }
        revocation = authorisation.revocation.map { Decision($0, by: described.revokedBy) }
    }

    /// All of it, for people.
    package var lines: [String] {
        func row(_ name: String, _ text: String?) -> String? {
            guard let text = text.flatMap(tidied) else { return nil }
            return name.padding(toLength: 18, withPad: " ", startingAt: 0) + text
        }
        func said(_ decision: Decision?) -> String? {
            decision.map { "\($0.at.formatted(.iso8601)) by \($0.by)" + (tidied($0.reason).map { ": \($0)" } ?? "") }
        }
        return [
            row("authorisation", id), row("state", state), row("requested by", requester), row("case", self.case),
            row("purpose", purpose), row("collections", collections.joined(separator: ", ")),
            row("searches", "\(used) of \(searches) used"),
            row("period", "\(notBefore.formatted(.iso8601)) to \(expires.formatted(.iso8601))"),
            row("necessity", necessity), row("proportionality", proportionality),
            row("before approval", breakGlassReason),
            row("to be answered by", deadline.map { $0.formatted(.iso8601) }), row("decided", said(decision)),
            row("taken back", said(revocation)),
        ].compactMap { $0 }
    }

    package var line: String {
        var words = [
            "\(id)  \(state)", requester, self.case ?? "", purpose, "in \(collections.joined(separator: ", "))",
            "\(used) of \(counted(searches, "search")) used",
        ].filter { !$0.isEmpty }
        if let deadline, state == "unconfirmed" {
            words.append("to be answered by \(deadline.formatted(.iso8601))")
        } else {
            words.append("until \(expires.formatted(.iso8601))")
        }
        return words.joined(separator: "  ")
    }
}
