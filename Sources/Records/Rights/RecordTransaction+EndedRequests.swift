public import Foundation
import GRDB
public import Rules

/// Requests whose time is over. One that is open has none: it is to be answered.
extension RecordTransaction {
    /// Those that ended before a moment.
    public func requests(endedBefore moment: Date) throws -> [RequestRef] {
        try String.fetchAll(
            db, sql: "SELECT ref FROM subject_request WHERE decided < ? ORDER BY ref",
            arguments: [Timestamp.text(moment)]
        ).map { RequestRef($0) }
    }

    /// Erases a request with all that was kept of it. What opens the log's entries about it is apart: ``eraseOpenings(about:)``.
    public func erase(_ request: RequestRef) throws {
        try eraseFindings(for: request)
        // Without its search nothing would say when a box is to go.
        try eraseTemplates(of: searches(for: request).map(\.id))
        for table in ["request_search", "subject_request_collection"] {
            try db.execute(sql: "DELETE FROM \(table) WHERE request = ?", arguments: [request.rawValue])
        }
        try db.execute(sql: "DELETE FROM subject_request WHERE ref = ?", arguments: [request.rawValue])
    }
}
