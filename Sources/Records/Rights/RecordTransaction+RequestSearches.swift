public import Foundation
import GRDB
public import Rules
import Vocabulary

extension RecordTransaction {
    public func start(_ search: RequestSearchRecord) throws {
        try db.execute(
            sql: "INSERT INTO request_search (id, request, at, account, model, threshold) VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [
                search.id, search.request.rawValue, Timestamp.text(search.at), search.account.rawValue,
                search.model.rawValue, search.threshold,
            ])
    }

    /// - Throws: `records.unknown-search` unless the search is open.
    public func complete(_ search: String, _ outcome: RequestSearchRecord.Outcome) throws {
        try db.execute(
            sql: """
                UPDATE request_search SET completed = ?, faces = ?, photos = ?, found = ?
                WHERE id = ? AND completed IS NULL AND interrupted IS NULL
                """,
            arguments: [Timestamp.text(outcome.at), outcome.faces, outcome.photos, outcome.found, search])
        guard db.changesCount == 1 else { throw Failure.searchNotOpen }
    }

    /// Oldest first.
    public func searches(for request: RequestRef) throws -> [RequestSearchRecord] {
        try requestSearches("request = ?", [request.rawValue])
    }

    /// Those that began and have not ended, oldest first: they run now, or their process died.
    public func openRequestSearches() throws -> [RequestSearchRecord] {
        try requestSearches("completed IS NULL AND interrupted IS NULL")
    }

    /// Ends a search that began and then failed, or whose process died: nothing of it was kept or shown.
    /// - Returns: whether it was open.
    public func interrupt(requestSearch id: String, at date: Date) throws -> Bool {
        try db.execute(
            sql: "UPDATE request_search SET interrupted = ? WHERE id = ? AND completed IS NULL AND interrupted IS NULL",
            arguments: [Timestamp.text(date), id])
        return db.changesCount > 0
    }

    private func requestSearches(
        _ condition: String, _ arguments: StatementArguments = []
    ) throws -> [RequestSearchRecord] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM request_search WHERE \(condition) ORDER BY at, id", arguments: arguments
        ).map { row in
            let outcome = try row.dateIfAny("completed").map {
                RequestSearchRecord.Outcome(at: $0, faces: row["faces"], photos: row["photos"], found: row["found"])
            }
            return RequestSearchRecord(
                id: row["id"], request: RequestRef(row["request"]), at: try row.date("at"),
                account: AccountRef(row["account"]), model: ModelID(row["model"]), threshold: row.float("threshold"),
                outcome: outcome, interrupted: try row.dateIfAny("interrupted"))
        }
    }

    // MARK: What is kept while the request is open

    public func keep(_ probe: StoredProbe, ofRequestSearch search: String) throws {
        try db.execute(
            sql:
                "INSERT INTO request_probe (search, photo, x, y, width, height, landmarks) VALUES (?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                search, Data(probe.photo), probe.box.x, probe.box.y, probe.box.width, probe.box.height,
                Data(probe.landmarks.stored),
            ])
    }

    public func probe(ofRequestSearch search: String) throws -> StoredProbe? {
        guard let row = try Row.fetchOne(db, sql: "SELECT * FROM request_probe WHERE search = ?", arguments: [search])
        else { return nil }
        guard let landmarks = Landmarks(stored: row.bytes("landmarks")) else { throw Failure.corruptRecords() }
        return StoredProbe(
            photo: row.bytes("photo"),
            box: Box(x: row.float("x"), y: row.float("y"), width: row.float("width"), height: row.float("height")),
            landmarks: landmarks)
    }

    public func keep(_ faces: [RequestFace], for request: RequestRef) throws {
        let insert = try db.cachedStatement(
            sql: "INSERT INTO request_found (request, number, search, face, similarity) VALUES (?, ?, ?, ?, ?)")
        for face in faces {
            try insert.execute(arguments: [
                request.rawValue, face.number, face.search, face.face.stored(), face.similarity,
            ])
        }
    }

    /// In order of number.
    public func faces(foundFor request: RequestRef) throws -> [RequestFace] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM request_found WHERE request = ? ORDER BY number", arguments: [request.rawValue]
        ).map { row in
            RequestFace(
                number: row["number"], search: row["search"], face: FaceID(try row.number("face")),
                similarity: row.float("similarity"),
                verdict: (row["verdict"] as String?).flatMap { RequestFace.Verdict(rawValue: $0) })
        }
    }

    /// - Returns: whether a face of this number was found.
    public func judge(_ number: Int, for request: RequestRef, _ verdict: RequestFace.Verdict) throws -> Bool {
        try db.execute(
            sql: "UPDATE request_found SET verdict = ? WHERE request = ? AND number = ?",
            arguments: [verdict.rawValue, request.rawValue, number])
        return db.changesCount == 1
    }

    /// Erases photos that were searched with, and which faces they found; but for those that are the person's while their searches'
    /// sealed templates are kept, which go when these faces are erased.
    public func eraseFindings(for request: RequestRef) throws {
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO template_face (search, face)
                SELECT sealed_template.search, request_found.face FROM request_found
                JOIN request_search ON request_search.request = request_found.request
                JOIN sealed_template ON sealed_template.search = request_search.id
                WHERE request_found.request = ? AND request_found.verdict = ?
                """, arguments: [request.rawValue, RequestFace.Verdict.isPerson.rawValue])
        try db.execute(
            sql: """
                DELETE FROM request_probe WHERE search IN (SELECT id FROM request_search WHERE request = ?);
                """, arguments: [request.rawValue])
        try db.execute(sql: "DELETE FROM request_found WHERE request = ?", arguments: [request.rawValue])
    }
}
