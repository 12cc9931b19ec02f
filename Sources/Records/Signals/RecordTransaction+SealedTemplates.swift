public import Foundation
import GRDB
import Rules
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

    /// Notes of those of requests' searches whose person these faces are, by what was said of them, that they are to go. Not at once:
    /// what a custodian says of a face must not take from the rules what they are to see.
    func condemnTemplates(ofRequestsConfirming faces: [FaceID]) throws {
        try db.execute(
            sql: """
                UPDATE sealed_template SET condemned = 1 WHERE search IN (
                    SELECT request_search.id FROM request_found
                    JOIN request_search ON request_search.request = request_found.request
                    WHERE request_found.verdict = ?1 AND request_found.face IN (SELECT value FROM json_each(?2))
                    UNION SELECT search FROM template_face WHERE face IN (SELECT value FROM json_each(?2)))
                """,
            arguments: [
                RequestFace.Verdict.isPerson.rawValue, identifierList(faces.compactMap { Int64(exactly: $0.rawValue) }),
            ])
    }

    /// Erases those of searches from before a moment, and of those from before another those that are condemned.
    /// - Returns: how many there were.
    public func eraseExpiredTemplates(before moment: Date, condemned later: Date) throws -> Int {
        try db.execute(
            sql: "DELETE FROM sealed_template WHERE \(Self.isExpired)",
            arguments: [Timestamp.text(moment), Timestamp.text(later)])
        return db.changesCount
    }

    private static let isExpired = """
        search IN (SELECT id FROM search WHERE at < ?1 UNION ALL SELECT id FROM request_search WHERE at < ?1)
            OR (condemned = 1 AND search IN (SELECT id FROM request_search WHERE at < ?2))
        """

    /// How many ``eraseExpiredTemplates(before:condemned:)`` would erase.
    public func expiredTemplates(before moment: Date, condemned later: Date) throws -> Int {
        try Int.fetchOne(
            db, sql: "SELECT count(*) FROM sealed_template WHERE \(Self.isExpired)",
            arguments: [Timestamp.text(moment), Timestamp.text(later)]) ?? 0
    }
}
