public import Foundation

/// What a searcher asks to be allowed, in the words that people use.
public struct AuthorisationDraft: Sendable {
    /// The case's reference.
    public var caseReference: String
    public var purpose: String
    public var necessity: String
    public var proportionality: String
    /// Names.
    public var collections: [String]
    public var searches: Int
    /// Nil: from now on.
    public var notBefore: Date?
    public var days: Int

    public init(
        caseReference: String, purpose: String, necessity: String, proportionality: String, collections: [String],
        searches: Int, notBefore: Date? = nil, days: Int
    ) {
        self.caseReference = caseReference
        self.purpose = purpose
        self.necessity = necessity
        self.proportionality = proportionality
        self.collections = collections
        self.searches = searches
        self.notBefore = notBefore
        self.days = days
    }
}
