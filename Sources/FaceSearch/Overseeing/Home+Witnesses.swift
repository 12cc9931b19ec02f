public import Foundation
public import Records
import Rules
import TransparencyLog
import Vocabulary

/// Whether outsiders vouch for the log, and up to where.
public struct WitnessStatus: Hashable, Sendable {
    public struct Witness: Hashable, Sendable {
        public let name: String
        /// Nil: it has never cosigned, as far as was noticed.
        public let cosigned: CosignedRecord?
        /// Whether its cosignature is on what is published now, and is right. What was noted earlier is the operator's word only.
        public let isCurrent: Bool
    }

    /// As the operator lists them.
    public let witnesses: [Witness]
    /// Those that have cosigned, and are listed no more.
    public let former: [CosignedRecord]
    public let required: Int
    /// The log's published size.
    public let size: Int
    /// Up to where enough of them have cosigned: those that are required, or one.
    public let cosignedSize: Int
    /// The first moment from which on nobody vouches; nil when all that is published is cosigned.
    public let uncosignedSince: Date?
    /// How long that may be, by the policy.
    public let longest: TimeInterval

    /// A witness has cosigned more entries than are published: the log was put back, or written anew.
    public var isShortened: Bool {
        (witnesses.compactMap(\.cosigned) + former).contains { $0.size > size }
    }

    /// Witnesses have cosigned, and none is listed any more: the operator has taken them away.
    public var isForsaken: Bool { witnesses.isEmpty && !former.isEmpty }

    /// Whether it is longer than the policy allows, the log was shortened, or all witnesses were taken away. Where there never was
    /// one, nobody ever vouched: that is told, and is no alarm.
    public func isAlarming(at moment: Date) -> Bool {
        if isShortened || isForsaken { return true }
        guard !witnesses.isEmpty, let uncosignedSince else { return false }
        return moment.timeIntervalSince(uncosignedSince) > longest
    }
}

extension Home {
    /// Looks which witnesses have cosigned what is published now, and notes it.
    /// - Parameter actor: an overseer or an administrator; nil: on nobody's behalf.
    /// - Throws: `role.missing`, `log.…`, `records.…`.
    public func witnessStatus(as actor: Actor?) throws -> WitnessStatus {
        if let actor { try check(actor, anyOf: [.readUsage, .manageAccounts]) }
        let keys = log.witnesses?.keys ?? []
        let published: SignedCheckpoint
        var current: Set<String> = []
        do {
            let own = try Home.logVerifierKey(of: directory)
            published = try Home.publishedLog(of: directory).checkpoint(signedBy: own)
            let size = published.checkpoint.size
            for (witness, time) in try published.verify(keys: [own], witnesses: keys) {
                current.insert(witness.name)
                let seen = CosignedRecord(
                    witness: witness.name, size: size, at: Date(timeIntervalSince1970: TimeInterval(time)))
                guard
                    try !records.look({ try $0.cosigned() }).contains(where: {
                        $0.witness == seen.witness && $0.size >= size
                    })
                else { continue }
                try records.transaction { try $0.note(seen) }
            }
        } catch let error as LogError {
            throw Failure(error)
        }
        let required = log.witnesses?.required ?? 0
        return try records.look { records in
            let known = try records.cosigned()
            let witnesses = keys.map { key in
                WitnessStatus.Witness(
                    name: key.name, cosigned: known.first { $0.witness == key.name },
                    isCurrent: current.contains(key.name))
            }
            let enough = max(1, required)
            let size = published.checkpoint.size
            let latest = witnesses.compactMap(\.cosigned).sorted { $0.size > $1.size }
            let agreed = latest.count >= enough ? latest[enough - 1] : nil
            let cosignedSize = min(agreed?.size ?? 0, size)
            return WitnessStatus(
                witnesses: witnesses, former: known.filter { one in !keys.contains { $0.name == one.witness } },
                required: required, size: size, cosignedSize: cosignedSize,
                uncosignedSince: current.count >= enough
                    ? nil
                    // The first entry is as old as the home. Of what was cosigned once and is not now, since then.
                    : cosignedSize == size
                        ? agreed?.at : try records.moment(ofEntry: max(1, cosignedSize)) ?? self.clock(),
                longest: TimeInterval(try Self.policy(records, self.profile).policy.longestUncosignedHours) * 3600)
        }
    }
}
