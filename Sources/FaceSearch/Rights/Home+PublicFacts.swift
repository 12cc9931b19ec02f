public import Foundation
public import Records
import Rules
public import TransparencyLog
import Vocabulary

/// What may be told to everybody: which collections exist, on what basis, and how somebody asks. Nobody's name but the
/// controllers', no photo, no search.
public struct PublicFacts: Sendable {
    public struct Collection: Sendable {
        public let record: CollectionRecord
        /// Nil when it is fewer than ``PublicFacts/smallestCount``, and not none.
        public let photos: Int?
    }

    /// Every organisation's: those that are open, and closed ones that still hold photos; in order of name.
    public let collections: [Collection]
    public let smallestCount: Int
    public let accessDays: Int
    public let erasureDays: Int
    public let protectionDays: Int
    public let logKey: VerifierKey
    public let at: Date
}

extension Home {
    /// Asks nobody who they are: the same for everybody.
    public func publicFacts() throws -> PublicFacts {
        let key = try Self.logVerifierKey(of: directory)
        return try records.look { records in
            let policy = try Self.policy(records, self.profile).policy
            let collections = try records.collections().compactMap { record -> PublicFacts.Collection? in
                let photos = try records.counts(of: record.id).photos
                guard record.closed == nil || photos > 0 else { return nil }
                let isFew = photos > 0 && photos < policy.smallestReportedCount
                return PublicFacts.Collection(record: record, photos: isFew ? nil : photos)
            }
            return PublicFacts(
                collections: collections, smallestCount: policy.smallestReportedCount, accessDays: policy.accessDays,
                erasureDays: policy.erasureDays, protectionDays: policy.protectionDays, logKey: key, at: self.clock())
        }
    }
}
