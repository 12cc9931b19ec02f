public import Vocabulary

/// A policy as it was written, what it says, and the digest that the log names it by.
public struct PolicyDocument: Hashable, Sendable {
    public let text: String
    public let policy: Policy
    public let digest: PolicyDigest

    /// - Throws: `policy.malformed`, `policy.below-profile`.
    public init(parsing text: String) throws(Failure) {
        policy = try Policy(parsing: text)
        digest = PolicyDigest(of: text)
        self.text = text
    }
}

/// One field that differs between two policies.
public struct PolicyChange: Hashable, Sendable {
    /// Its path in the text, for example `review.examiners`.
    public let path: String
    /// As it stood in the text; a list is joined by commas.
    public let old: String
    public let new: String

    public init(path: String, old: String, new: String) {
        self.path = path
        self.old = old
        self.new = new
    }
}

extension PolicyDocument {
    /// What differs from an earlier policy, in the text's order. Comments and layout change the digest, and nothing here.
    public func changes(from earlier: PolicyDocument) -> [PolicyChange] {
        zip(earlier.policy.fields, policy.fields).compactMap { old, new in
            old.value == new.value ? nil : PolicyChange(path: new.path, old: old.value, new: new.value)
        }
    }
}
