public import Foundation
import GRDB

/// Where in the log things stand.
extension RecordTransaction {
    /// The first and the last place of entries from a moment to before another; nil when there is none.
    public func loggedPlaces(from: Date, to: Date) throws -> ClosedRange<Int>? {
        let row = try Row.fetchOne(
            db, sql: "SELECT min(log_index) AS first, max(log_index) AS last FROM event WHERE at >= ? AND at < ?",
            arguments: [Timestamp.text(from), Timestamp.text(to)])
        guard let row, let first: Int = row["first"], let last: Int = row["last"] else { return nil }
        return first...last
    }

    /// The place of the first entry at or after a moment; nil when there is none.
    public func firstLoggedPlace(from moment: Date) throws -> Int? {
        try Int.fetchOne(
            db, sql: "SELECT min(log_index) FROM event WHERE at >= ?", arguments: [Timestamp.text(moment)])
    }

    /// Events that the log has about any of these ids, in its order.
    /// - Parameter types: only of these; nil: of all.
    public func loggedEvents(
        about refs: [String], types: [String]? = nil, before first: Int = .max
    ) throws -> [LoggedRecord] {
        var found: [Int: LoggedRecord] = [:]
        // SQLite takes so many arguments at once, and no more.
        for start in stride(from: 0, to: refs.count, by: 500) {
            let some = refs[start..<min(start + 500, refs.count)]
            let kind = types.map { "AND event.type IN (\(Self.marks($0.count)))" } ?? ""
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT log_index, entry, key, payload FROM event WHERE log_index < ? AND id IN
                    (SELECT event FROM event_subject WHERE ref IN (\(Self.marks(some.count)))) \(kind)
                    """,
                arguments: [first] + StatementArguments(Array(some) + (types ?? [])))
            for row in rows {
                let key: [UInt8]? = row["key"] == nil ? nil : row.bytes("key")
                let record = LoggedRecord(
                    index: row["log_index"], entry: row.bytes("entry"),
                    opening: key.map { EventRecord.Opening(key: $0, payload: row.bytes("payload")) })
                found[record.index] = record
            }
        }
        return found.values.sorted { $0.index < $1.index }
    }

    private static func marks(_ count: Int) -> String { repeatElement("?", count: count).joined(separator: ", ") }
}
