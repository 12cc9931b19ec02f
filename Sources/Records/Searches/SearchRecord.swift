public import Foundation
public import Rules
public import Vocabulary

/// A search as it was asked for: written before a single candidate is seen.
public struct SearchRecord: Hashable, Sendable {
    /// Random, chosen by the caller.
    public var id: String
    public var at: Date
    /// Who searched: the account's reference; in the first homes, its owner's name.
    public var account: String
    /// What for: one of the policy's purposes; in a household, the searcher's own words.
    public var purpose: String
    /// The authorisation it rests on, where the policy asks for one.
    public var authorisation: String?
    /// SHA-256 of the probe's file, 32 bytes.
    public var probeSHA256: [UInt8]
    /// What the searcher declared it to be.
    public var probeType: ProbeType?
    /// Where it searched, in ascending order.
    public var collections: [CollectionID]
    public var model: ModelID
    /// The least similarity shown.
    public var threshold: Float
    /// The most candidates shown.
    public var limit: Int

    public init(
        id: String, at: Date, account: String, purpose: String, authorisation: String? = nil,
        probeSHA256: [UInt8], probeType: ProbeType? = nil, collections: [CollectionID], model: ModelID,
        threshold: Float, limit: Int
    ) {
        self.id = id
        self.at = at
        self.account = account
        self.purpose = purpose
        self.authorisation = authorisation
        self.probeSHA256 = probeSHA256
        self.probeType = probeType
        self.collections = collections
        self.model = model
        self.threshold = threshold
        self.limit = limit
    }
}
