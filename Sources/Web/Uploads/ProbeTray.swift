import FaceSearch
import Foundation
import Rules
import Secrets
import Synchronization

/// Photos that searchers have put down to search with, while they say which face and on what word. In memory only, for a short
/// time, each for the account that put it down.
final class ProbeTray: Sendable {
    struct Probe: Sendable {
        let id: String
        let account: AccountRef
        let photo: [UInt8]
        /// Nil when there is none.
        let faces: ProbeFaces?
        let at: Date
        fileprivate let putDown: ContinuousClock.Instant
    }

    static let keptFor = Duration.seconds(600)
    static let mostOfOne = 4
    static let mostBytes = 512 << 20

    private let probes = Mutex<[Probe]>([])

    /// - Returns: its id.
    func putDown(_ photo: [UInt8], _ faces: ProbeFaces?, by account: AccountRef) -> String {
        let id = String(SecretToken().text.filter { $0 != "-" })
        probes.withLock { probes in
            Self.clear(&probes)
            while probes.count(where: { $0.account == account }) >= Self.mostOfOne,
                let oldest = probes.firstIndex(where: { $0.account == account })
            { probes.remove(at: oldest) }
            probes.append(Probe(id: id, account: account, photo: photo, faces: faces, at: Date(), putDown: .now))
            while probes.count > 1, probes.reduce(0, { $0 + $1.photo.count }) > Self.mostBytes {
                probes.removeFirst()
            }
        }
        return id
    }

    /// Nil when it is gone, or another's.
    func probe(_ id: String, of account: AccountRef) -> Probe? {
        probes.withLock { probes in
            Self.clear(&probes)
            return probes.first { $0.id == id && $0.account == account }
        }
    }

    private static func clear(_ probes: inout [Probe]) {
        probes.removeAll { ContinuousClock.now - $0.putDown > keptFor }
    }
}
