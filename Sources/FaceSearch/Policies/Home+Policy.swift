import Foundation
public import Records
public import Rules
import TransparencyLog
import Vocabulary

extension Home {
    /// The policy in force.
    public func policy() throws -> PolicyDocument { try records.look { try Self.policy($0, profile) } }

    /// All policies that were in force, the present one first.
    public func policies() throws -> [AdoptedPolicy] { try records.look { try $0.policies() } }

    /// What a proposed policy would change.
    /// - Throws: `policy.malformed`, `policy.below-profile`, `policy.other-profile`, `policy.smallest-count-fixed`.
    public func changes(by proposed: String) throws -> [PolicyChange] {
        let document = try parse(proposed)
        return try records.look { records in
            let old = try Self.policy(records, profile)
            try Self.checkSmallestCount(of: document, instead: old, records)
            return document.changes(from: old)
        }
    }

    /// Puts a policy in force.
    /// - Throws: `policy.malformed`, `policy.below-profile`, `policy.other-profile`, `policy.smallest-count-fixed`, `role.missing`.
    public func adoptPolicy(_ text: String, as actor: Actor) async throws -> PolicyDocument {
        let document = try parse(text)
        return try await act(as: actor, .changePolicy) { deed in
            let old = try Self.policy(deed.records, self.profile)
            try Self.checkSmallestCount(of: document, instead: old, deed.records)
            try Self.adopt(document, instead: old, deed.records, at: deed.now, by: deed.person.account.ref)
            return document
        }
    }

    /// Two reports with two smallest counts could be subtracted from each other.
    private static func checkSmallestCount(
        of document: PolicyDocument, instead old: PolicyDocument, _ records: RecordTransaction
    ) throws {
        guard document.policy.smallestReportedCount != old.policy.smallestReportedCount,
            try !records.latestEvents(of: EventType.reportPublished.rawValue, limit: 1).isEmpty
        else { return }
        throw Failure(
            .policySmallestCountFixed,
            "A report was made with `report.smallest-count` \(old.policy.smallestReportedCount).",
            remedy: "Leave it at that: with another, small counts could be found out by subtracting two reports.")
    }

    private func parse(_ text: String) throws -> PolicyDocument {
        let document = try PolicyDocument(parsing: text)
        guard document.policy.profile == profile else {
            throw Self.otherProfile(document.policy.profile, than: profile)
        }
        return document
    }

    static func otherProfile(_ other: Profile, than own: Profile) -> Failure {
        Failure(
            .policyOtherProfile, "The policy is of the profile \(other.rawValue); the home is not.",
            remedy: "Write it for the profile \(own.rawValue): a home keeps the one it was made with.")
    }

    static func policy(_ records: RecordTransaction, _ profile: Profile) throws -> PolicyDocument {
        try PolicyDocument(parsing: records.policy()?.text ?? Policy.standardText(for: profile))
    }

    static func adopt(
        _ document: PolicyDocument, instead old: PolicyDocument?, _ records: RecordTransaction, at moment: Date,
        by account: AccountRef?
    ) throws {
        try records.adopt(
            AdoptedPolicy(text: document.text, digest: document.digest.rawValue, adopted: moment, account: account))
        try records.tell(
            .policyAdopted, at: moment, account.map { ["account": $0.rawValue] } ?? [:],
            ["old": old.map { .string($0.digest.rawValue) } ?? .null, "new": .string(document.digest.rawValue)])
    }
}
