import FaceSearch
import Foundation
import Records
import Rules
import Vocabulary

/// The policy in force, and the way to another.
enum PolicyAPI {
    static let routes: [Route] = [
        .read("/policy", "getPolicy", "The policy in force.", for: .signedIn) { try PolicyAnswer($0) },
        .act(
            "/policy/check", "checkPolicy", "What a proposed policy would change.", for: .duty(.changePolicy)
        ) { (visit, body: Proposed) in
            Check(
                expected: try visit.home.policy().digest.rawValue, digest: PolicyDigest(of: body.text).rawValue,
                changes: try visit.home.changes(by: body.text).map {
                    Check.Change(path: $0.path, old: $0.old, new: $0.new)
                })
        },
        .act(
            "/policy", "adoptPolicy", "Puts a policy in force.", for: .duty(.changePolicy),
            shows: { try PolicyAnswer($0) }
        ) { (visit, body: Adopted) in
            // What was checked is what is changed: not a policy that somebody else adopted meanwhile.
            guard body.expected == (try visit.home.policy().digest.rawValue) else {
                throw Failure(
                    .policyChangedMeanwhile, "Another policy came into force meanwhile.",
                    remedy: "Look at it, and check yours against it once more.")
            }
            _ = try await visit.home.adoptPolicy(body.text, as: visit.actor)
        },
    ]

    private struct Proposed: Decodable, Described {
        let text: String

        static let schema = Schema.named("ProposedPolicy", .object(["text": .text]))
    }

    private struct Adopted: Decodable, Described {
        let text: String
        let expected: String

        static let schema = Schema.named("NewPolicy", .object(["text": .text, "expected": .hash]))
    }

    private struct Check: Encodable, Described {
        struct Change: Encodable {
            let path: String
            let old: String
            let new: String
        }

        /// Of the policy in force: adopting names it.
        let expected: String
        let digest: String
        let changes: [Change]

        static let schema = Schema.named(
            "PolicyCheck",
            .object([
                "expected": .hash, "digest": .hash,
                "changes": .list(of: .object(["path": .text, "old": .text, "new": .text])),
            ]))
    }

    private struct PolicyAnswer: Encodable, Described {
        let profile: String
        let digest: String
        let text: String
        let adopted: Date?
        let adoptedBy: String?

        init(_ visit: Visit) throws {
            let document = try visit.home.policy()
            let adopted = try visit.home.policies().first
            (profile, digest, text) = (document.policy.profile.rawValue, document.digest.rawValue, document.text)
            (self.adopted, adoptedBy) = (adopted?.adopted, adopted?.account?.rawValue)
        }

        static let schema = Schema.named(
            "Policy",
            .object([
                "profile": .word(Profile.allCases.map(\.rawValue)), "digest": .hash, "text": .text,
                "adopted": .optional(.moment), "adoptedBy": .optional(.id),
            ]))
    }
}
