import Foundation
import GRDB
import Vocabulary

extension RecordTransaction {
    /// Hands out what the log has, from one index to before another: each entry, and the payload that it commits to where that
    /// is still known. The bytes are not to be kept.
    /// - Throws: `records.corrupt` when an entry is missing in between; what `body` throws.
    public func readLogged(
        from first: Int, to end: Int,
        _ body: (_ entry: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer?) throws -> Void
    ) throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT log_index, entry, payload FROM event WHERE log_index >= ? AND log_index < ? ORDER BY log_index
                """,
            arguments: [first, end])
        var expected = first
        while let row = try rows.next() {
            guard row[0] == expected else { throw Failure.corruptRecords() }
            expected += 1
            try row.withUnsafeData(atIndex: 1) { entry in
                try row.withUnsafeData(atIndex: 2) { payload in
                    guard let entry else { throw Failure.corruptRecords() }
                    try entry.withUnsafeBytes { entry in
                        guard let payload else { return try body(entry, nil) }
                        try payload.withUnsafeBytes { try body(entry, $0) }
                    }
                }
            }
        }
        guard expected >= end else { throw Failure.corruptRecords() }
    }

    /// How many payloads were erased so far.
    public func erasuresOfOpenings() throws -> Int {
        try Int.fetchOne(db, sql: "SELECT erased FROM opening_counter") ?? 0
    }
}
