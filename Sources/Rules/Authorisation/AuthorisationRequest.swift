public import Foundation
public import Vocabulary

/// What somebody asks to be allowed to search, and why. Nothing in it changes once it was asked.
public struct AuthorisationRequest: Hashable, Sendable {
    /// The case, or the project of an archive. Nil only where the policy approves neither.
    public let caseRef: CaseRef?
    /// Who asks, and alone may search on it.
    public let requester: AccountRef
    /// One of the policy's purposes.
    public let purpose: String
    /// Why it is necessary to search, in the requester's words.
    public let necessity: String
    /// Why it is proportionate, in the requester's words.
    public let proportionality: String
    public let collections: Set<CollectionID>
    /// How many searches.
    public let searches: Int
    /// The first moment at which it may be used.
    public let notBefore: Date
    /// The first moment at which it may not be used any more.
    public let expires: Date

    public init(
        caseRef: CaseRef?, requester: AccountRef, purpose: String, necessity: String, proportionality: String,
        collections: Set<CollectionID>, searches: Int, notBefore: Date, expires: Date
    ) {
        self.caseRef = caseRef
        self.requester = requester
        self.purpose = purpose
        self.necessity = necessity
        self.proportionality = proportionality
        self.collections = collections
        self.searches = searches
        self.notBefore = notBefore
        self.expires = expires
    }
}

extension AuthorisationRequest {
    /// The fewest characters in which necessity, and proportionality, can be explained.
    public static let shortestExplanation = 20

    /// Whether it can be asked for, and later approved, under this policy.
    /// - Throws: `authorisation.no-case`, `.purpose-unknown`, `.unexplained`, `.no-collection`, `.too-many-searches`,
    ///   `.period`, `.too-long`.
    public func check(against policy: Policy, at now: Date) throws(Failure) {
        try checkScope(against: policy, at: now)
        for text in [necessity, proportionality] where Explanation.length(of: text) < Self.shortestExplanation {
            throw Failure(
                .authorisationUnexplained, "Necessity or proportionality is not explained.",
                remedy: "Write at least \(Self.shortestExplanation) characters on each.")
        }
    }

    /// All but the explanations: for a break-glass search its reason stands in their place.
    func checkScope(against policy: Policy, at now: Date) throws(Failure) {
        guard caseRef != nil || policy.approval == .none else {
            throw Failure(
                .authorisationNoCase, "The policy approves searches \(policy.approval.rawValue), and none was named.",
                remedy: "Open a case first, or name one that is open.")
        }
        try checkPurpose(against: policy)
        guard !collections.isEmpty else {
            throw Failure(
                .authorisationNoCollection, "No collection was named.", remedy: "Name the collections to search.")
        }
        guard (1...policy.mostSearchesPerAuthorisation).contains(searches) else {
            throw Failure(
                .authorisationTooManySearches, "The policy does not allow this number of searches.",
                remedy: "Ask for 1 to \(policy.mostSearchesPerAuthorisation).")
        }
        try checkPeriod(longestDays: policy.longestAuthorisationDays, at: now)
    }

    func checkPurpose(against policy: Policy) throws(Failure) {
        guard policy.purposes.contains(purpose) else {
            throw Failure(
                .authorisationPurposeUnknown, "The purpose is none of the policy's.",
                remedy: "Purposes allowed: \(policy.purposes.joined(separator: ", ")).")
        }
    }

    private func checkPeriod(longestDays: Int, at now: Date) throws(Failure) {
        let longest = TimeInterval(longestDays) * 86_400
        // An approval is given on what is known now, so it cannot be stored up for later.
        guard notBefore < expires, now < expires, notBefore.timeIntervalSince(now) <= longest else {
            throw Failure(
                .authorisationPeriod, "It would end before it begins, has ended already, or begins too far ahead.",
                remedy: "Give a period that ends in the future and begins within \(longestDays) days.")
        }
        guard expires.timeIntervalSince(notBefore) <= longest else {
            throw Failure(
                .authorisationTooLong, "It would last longer than the policy allows.",
                remedy: "Ask for \(longestDays) days at most.")
        }
    }
}
