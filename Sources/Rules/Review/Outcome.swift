public import Vocabulary

/// What became of a case.
public struct Outcome: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// No candidate was worth following.
        case noLead
        /// A candidate is followed.
        case lead
        /// The candidates were other people.
        case ruledOut
        case identified
        case actionTaken(Action)

        /// Whether it says of somebody who they are, or was acted upon.
        var reliesOnIdentity: Bool {
            switch self {
            case .noLead, .lead, .ruledOut: false
            case .identified, .actionTaken: true
            }
        }
    }

    public enum Action: String, Hashable, Sendable, CaseIterable {
        case charge, arrest, reunion, publication, other
    }

    /// A candidate of one of the case's searches.
    public struct Candidate: Hashable, Sendable {
        /// The search's id.
        public let search: String
        public let rank: Int

        public init(search: String, rank: Int) {
            self.search = search
            self.rank = rank
        }
    }

    public let kind: Kind
    /// Whom it is about; nil when it is about none of the candidates, or about all.
    public let candidate: Candidate?
    /// In the words of whoever records it.
    public let text: String
    /// What else, besides the face, speaks for it.
    public let corroboration: String?

    public init(_ kind: Kind, of candidate: Candidate? = nil, text: String, corroboration: String? = nil) {
        self.kind = kind
        self.candidate = candidate
        self.text = text
        self.corroboration = corroboration
    }
}

extension Outcome {
    /// Whether it may be recorded of a case.
    /// - Parameter finding: the examiners', of ``candidate`` (``ReviewPanel/State/finding(_:)``).
    /// - Throws: `outcome.no-candidate`, `outcome.no-finding`, `outcome.uncorroborated`, `outcome.unexplained`.
    public func check(under policy: Policy, finding: Verdict?) throws(Failure) {
        guard kind.reliesOnIdentity else { return }
        guard policy.examinersNeeded == 0 || candidate != nil else {
            throw Failure(
                .outcomeNoCandidate, "It is not said which candidate was confirmed.",
                remedy: "Name the search and the candidate's rank in its list.")
        }
        guard policy.examinersNeeded == 0 || finding == .supports else {
            throw Failure(
                .outcomeNoFinding,
                "The candidate was not confirmed by \(policy.examinersNeeded) agreeing examiners.",
                remedy: "Have it reviewed first. Until then it is a lead.")
        }
        guard
            !policy.corroborationRequired
                || Explanation.length(of: corroboration ?? "") >= AuthorisationRequest.shortestExplanation
        else {
            throw Failure(
                .outcomeUncorroborated, "A face alone identifies nobody.",
                remedy:
                    "Say in \(AuthorisationRequest.shortestExplanation) characters or more what else speaks for it. "
                    + "Until then it is a lead.")
        }
        if Explanation.isBlank(text) {
            throw Failure(
                .outcomeUnexplained, "It is not said who was identified, or what was done.",
                remedy: "Say it in a sentence.")
        }
    }
}
