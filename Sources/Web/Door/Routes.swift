import HTTPTypes

/// Every way in. What is not here is not there.
package enum Routes {
    package static let all: [Route] =
        SignInPages.routes + SignOnPages.routes + HomePage.routes + ProbePages.routes
        + PastSearchPages.routes + ResultPages.routes + CasePages.routes + AuthorisationPages.routes
        + ApprovalPages.routes + ReviewPages.routes + CollectionPages.routes
        + PhotoPages.routes + ProtectionPages.routes + AdministratorPages.routes + PolicyPages.routes
        + RequestPages.routes + RequestFilePages.routes
        + OwnAccountPages.routes + AssetPages.routes + OperationsPages.routes
        + UsagePages.routes + QuestionPages.routes + EntryPages.routes + WitnessPages.routes
        + ReportPages.routes + WordsPages.routes
        + SignalPages.routes
        + EvidencePages.routes
        + API.routes

    /// How one may ask for what is at a path; empty where nothing is.
    static func methods(at path: String) -> [HTTPRequest.Method] {
        let parts = path.split(separator: "/")
        let found = all.filter { route in
            let own = route.path.split(separator: "/")
            return own.count == parts.count && zip(own, parts).allSatisfy { $0.hasPrefix(":") || $0 == $1 }
        }.map(\.method)
        return found.contains(.get) ? [.head] + found : found
    }
}
