import Crypto
public import Foundation

/// A finding of a rule, before it is known whether it is new.
public struct SignalDraft: Hashable, Sendable {
    /// The rule's word: ``SignalKind/word``.
    public var kind: String
    /// What makes it this finding and no other, such as an account's ref and a case's. The same parts in the same order are
    /// the same finding.
    public var key: [String]
    /// Whom it is about; nil when it is about no single account.
    public var account: AccountRef?
    public var evidence: SignalEvidence

    /// - Parameters:
    ///   - searches: ids of searches.
    ///   - entries: places in the log.
    ///   - figures: what the rule counted, such as `cases` 3; plain words.
    ///   - first: the moment of the first thing that it rests on; `last`: of the last.
    ///   - person: the protected person whom it is about, by their ref.
    public init(
        kind: SignalKind, key: [String], account: AccountRef? = nil, searches: [String] = [], entries: [Int] = [],
        figures: [String: Int] = [:], first: Date, last: Date, person: String? = nil
    ) {
        self.kind = kind.word
        self.key = key
        self.account = account
        evidence = SignalEvidence(
            searches: searches, entries: entries, figures: figures, first: first, last: last, person: person)
    }

    /// By which the finding is known again: SHA-256 over the parts of its key, each with its length before it; 32 bytes.
    public var digest: [UInt8] {
        var hash = SHA256()
        for part in key {
            let bytes = Array(part.utf8)
            withUnsafeBytes(of: UInt64(bytes.count).bigEndian) { hash.update(bufferPointer: $0) }
            hash.update(data: bytes)
        }
        return Array(hash.finalize())
    }
}
