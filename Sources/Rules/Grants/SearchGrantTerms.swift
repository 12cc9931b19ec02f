public import Foundation
public import Vocabulary

/// What an organisation has granted to another: to search one of its collections, for these purposes, in this period.
public struct SearchGrantTerms: Hashable, Sendable {
    /// Ten years.
    public static let longestDays = 3650

    public let purposes: Set<String>
    /// The first moment of the period.
    public let notBefore: Date
    /// The first moment after the period.
    public let expires: Date
    /// Since when it is no longer granted. Once set it holds at every moment, earlier ones by the clock included.
    public let revoked: Date?

    public init(purposes: Set<String>, notBefore: Date, expires: Date, revoked: Date? = nil) {
        self.purposes = purposes
        self.notBefore = notBefore
        self.expires = expires
        self.revoked = revoked
    }

    public func allows(_ purpose: String, at moment: Date) -> Bool {
        revoked == nil && purposes.contains(purpose) && notBefore <= moment && moment < expires
    }

    /// Whether such a grant can be given.
    /// - Throws: `grant.purpose-unknown`, `grant.period`.
    public func check(against policy: Policy, at now: Date) throws(Failure) {
        guard !purposes.isEmpty, purposes.isSubset(of: policy.purposes) else {
            throw Failure(
                .grantPurposeUnknown, "A grant needs one or more purposes, all of them in the policy's list.",
                remedy: "Purposes allowed: \(policy.purposes.joined(separator: ", ")).")
        }
        let longest = TimeInterval(Self.longestDays) * 86_400
        guard notBefore < expires, now < expires, notBefore.timeIntervalSince(now) <= longest,
            expires.timeIntervalSince(notBefore) <= longest
        else {
            throw Failure(
                .grantPeriod,
                "The grant ends before it begins, has ended already, begins too far ahead or lasts too long.",
                remedy: "Give a period of at most \(Self.longestDays) days that ends in the future.")
        }
    }
}

extension SearchGrantTerms {
    /// Whether a searcher's organisation may search a collection. For its own it needs no grant.
    /// - Parameter granted: what `owner` has granted to `searching` for this collection.
    /// - Throws: `grant.none`.
    public static func check(
        owner: OrganisationRef, searching: OrganisationRef, granted: [SearchGrantTerms], purpose: String,
        at moment: Date
    ) throws(Failure) {
        guard owner != searching, !granted.contains(where: { $0.allows(purpose, at: moment) }) else { return }
        throw Failure(
            .grantNone, "The collection belongs to another organisation, which has not granted this search.",
            remedy: "Ask that organisation's custodian for a grant for this purpose and period.")
    }
}
