public import Foundation
import GRDB
public import Vocabulary

extension RecordTransaction {
    /// Keeps the sealed template of a search's probe; also of one that was made for somebody who asks.
    public func keepTemplate(_ box: [UInt8], model: ModelID, of search: String) throws {
        try db.execute(
            sql: "INSERT INTO sealed_template (search, model, box) VALUES (?, ?, ?)",
            arguments: [search, model.rawValue, Data(box)])
    }

    /// Those after a number, in order, `limit` at most.
    public func sealedTemplates(after number: Int64, limit: Int) throws -> [SealedTemplateRecord] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM sealed_template WHERE number > ? ORDER BY number LIMIT ?",
            arguments: [number, limit]
        ).map { row in
            SealedTemplateRecord(
                number: row["number"], search: row["search"], model: ModelID(row["model"]), box: row.bytes("box"))
        }
    }

    /// How many are kept, up to a number.
    public func countSealedTemplates(upTo number: Int64 = .max) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM sealed_template WHERE number <= ?", arguments: [number]) ?? 0
    }

    /// The numbers of all that are kept.
    public func sealedTemplateNumbers() throws -> Set<Int64> {
        try Set(Int64.fetchAll(db, sql: "SELECT number FROM sealed_template"))
    }

    /// Erases those of some searches.
    public func eraseTemplates(of searches: some Sequence<String>) throws {
        let erase = try db.cachedStatement(sql: "DELETE FROM sealed_template WHERE search = ?")
        for search in searches { try erase.execute(arguments: [search]) }
    }

    /// Erases those of searches from before a moment.
    /// - Returns: how many there were.
    public func eraseExpiredTemplates(before moment: Date) throws -> Int {
        try db.execute(
            sql: "DELETE FROM sealed_template WHERE search IN (\(Self.searchesBefore))",
            arguments: [Timestamp.text(moment)])
        return db.changesCount
    }

    private static let searchesBefore =
        "SELECT id FROM search WHERE at < ?1 UNION ALL SELECT id FROM request_search WHERE at < ?1"

    /// How many ``eraseExpiredTemplates(before:)`` would erase.
    public func expiredTemplates(before moment: Date) throws -> Int {
        try Int.fetchOne(
            db,
            sql: "SELECT count(*) FROM sealed_template WHERE search IN (\(Self.searchesBefore))",
            arguments: [Timestamp.text(moment)]) ?? 0
    }
}
