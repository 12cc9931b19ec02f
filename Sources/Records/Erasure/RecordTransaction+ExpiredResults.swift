public import Foundation
import GRDB

/// What of searches has a time of its own. Nothing of it is stored yet: the places where `likeness retention run` asks.
extension RecordTransaction {
    /// Erases the probes of searches from before a moment.
    /// - Returns: how many there were.
    public func eraseExpiredProbes(before moment: Date) throws -> Int { 0 }

    /// Erases what searches from before a moment showed.
    /// - Returns: how many searches' there were.
    public func eraseExpiredResults(before moment: Date) throws -> Int { 0 }

    /// How many probes ``eraseExpiredProbes(before:)`` would erase.
    public func expiredProbes(before moment: Date) throws -> Int { 0 }

    /// How many searches' results ``eraseExpiredResults(before:)`` would erase.
    public func expiredResults(before moment: Date) throws -> Int { 0 }

    /// How many payloads behind the log's entries are from before a moment.
    public func openings(before moment: Date) throws -> Int {
        try Int.fetchOne(
            db, sql: "SELECT count(*) FROM event WHERE key IS NOT NULL AND at < ?",
            arguments: [Timestamp.text(moment)]) ?? 0
    }
}
