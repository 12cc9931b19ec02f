public import Foundation
import GRDB
public import Rules

/// A policy as it was adopted.
public struct AdoptedPolicy: Hashable, Sendable {
    public var text: String
    /// SHA-256 of the text, in hexadecimal digits.
    public var digest: String
    public var adopted: Date
    /// Who adopted it; nil: it came with the home.
    public var account: AccountRef?

    public init(text: String, digest: String, adopted: Date, account: AccountRef?) {
        self.text = text
        self.digest = digest
        self.adopted = adopted
        self.account = account
    }
}

extension RecordTransaction {
    /// From now on this policy is in force.
    public func adopt(_ policy: AdoptedPolicy) throws {
        try db.execute(
            sql: "INSERT INTO policy (text, digest, adopted, account) VALUES (?, ?, ?, ?)",
            arguments: [policy.text, policy.digest, Timestamp.text(policy.adopted), policy.account?.rawValue])
    }

    /// All that were in force, the present one first.
    public func policies() throws -> [AdoptedPolicy] {
        try Row.fetchAll(db, sql: "SELECT * FROM policy ORDER BY id DESC").map { try AdoptedPolicy($0) }
    }

    /// The one in force; nil in a home from before there were any.
    public func policy() throws -> AdoptedPolicy? {
        try Row.fetchOne(db, sql: "SELECT * FROM policy ORDER BY id DESC LIMIT 1").map { try AdoptedPolicy($0) }
    }
}

extension AdoptedPolicy {
    fileprivate init(_ row: Row) throws {
        self.init(
            text: row["text"], digest: row["digest"], adopted: try row.date("adopted"),
            account: (row["account"] as String?).map { AccountRef($0) })
    }
}
