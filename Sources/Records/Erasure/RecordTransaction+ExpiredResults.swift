public import Foundation
import GRDB

/// What of searches has a time of its own.
extension RecordTransaction {
    /// Erases the probes of searches from before a moment.
    /// - Returns: how many there were.
    public func eraseExpiredProbes(before moment: Date) throws -> Int { try eraseProbes(before: moment) }

    /// Erases what searches from before a moment showed: lists, and what examiners said of them.
    /// - Returns: how many searches' there were.
    public func eraseExpiredResults(before moment: Date) throws -> Int {
        let searches = try searchesWithResults(before: moment)
        try eraseResults(of: searches)
        return searches.count
    }

    /// How many probes ``eraseExpiredProbes(before:)`` would erase.
    public func expiredProbes(before moment: Date) throws -> Int {
        try Int.fetchOne(
            db, sql: "SELECT count(*) FROM probe JOIN search ON search.id = probe.search WHERE search.at < ?",
            arguments: [Timestamp.text(moment)]) ?? 0
    }

    /// How many searches' results ``eraseExpiredResults(before:)`` would erase.
    public func expiredResults(before moment: Date) throws -> Int { try searchesWithResults(before: moment).count }

    /// How many payloads behind the log's entries are from before a moment.
    public func openings(before moment: Date) throws -> Int {
        try Int.fetchOne(
            db, sql: "SELECT count(*) FROM event WHERE key IS NOT NULL AND at < ?",
            arguments: [Timestamp.text(moment)]) ?? 0
    }
}
