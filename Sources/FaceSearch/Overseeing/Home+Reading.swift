import Foundation
import Records
import Rules
import Synchronization
import TransparencyLog
import Vocabulary

/// What an overseer looked at. Those who watch are watched too: other overseers can see it.
public struct OversightReading: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// Figures: `usage.read`.
        case usage
        /// Entries with what they stand for: `log.read`.
        case entries
    }

    public let kind: Kind
    /// Which page, in words that name no person: a path with random ids.
    public let what: String

    public init(_ kind: Kind, of what: String) {
        self.kind = kind
        self.what = what
    }
}

extension Home {
    /// Logs that an overseer reads something, before it is shown. The same again within a quarter of an hour is one reading.
    /// - Throws: `role.missing`, `log.…`, `records.…`.
    public func noteReading(_ reading: OversightReading, as actor: Actor) async throws {
        let duty: Duty = reading.kind == .usage ? .readUsage : .readLog
        try look(as: actor, duty) { _ in }
        guard readings.isNew(reading, by: actor, at: clock()) else { return }
        try await act(as: actor, duty) { deed in
            _ = try deed.tell(reading.kind == .usage ? .usageRead : .logRead, [:], ["what": .string(reading.what)])
        }
    }
}

/// What was noted lately.
final class RecentReadings: Sendable {
    private struct Key: Hashable {
        let account: AccountRef
        let reading: OversightReading
    }

    private static let span: TimeInterval = 15 * 60
    private let noted = Mutex<[Key: Date]>([:])

    func isNew(_ reading: OversightReading, by actor: Actor, at moment: Date) -> Bool {
        noted.withLock { noted in
            noted = noted.filter { (0..<Self.span).contains(moment.timeIntervalSince($0.value)) }
            let key = Key(account: actor.account, reading: reading)
            guard noted[key] == nil else { return false }
            noted[key] = moment
            return true
        }
    }
}
