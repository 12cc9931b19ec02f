public import Foundation
import GRDB
public import Rules
import Vocabulary

extension RecordTransaction {
    /// Records that a search begins. On disk when its transaction is: only then may a candidate be looked for.
    ///
    /// - Throws: `records.constraint` when the id was used before or a collection is unknown.
    public func start(_ search: SearchRecord) throws {
        try db.execute(
            sql: """
                INSERT INTO search (
                    id, at, account, purpose, authorisation, probe_sha256, probe_type, model, threshold, candidate_limit)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                search.id, Timestamp.text(search.at), search.account, search.purpose, search.authorisation,
                Data(search.probeSHA256), search.probeType?.rawValue, search.model.rawValue, search.threshold,
                search.limit,
            ])
        for collection in search.collections {
            try db.execute(
                sql: "INSERT INTO search_collection (search, collection) VALUES (?, ?)",
                arguments: [search.id, collection.rawValue])
        }
    }

    /// Records how a search ended. Only after this may its candidates be shown.
    ///
    /// - Throws: `records.unknown-search` unless the search is open.
    public func complete(_ id: String, _ outcome: SearchOutcome) throws {
        try db.execute(
            sql: """
                UPDATE search SET
                    completed = ?, gallery_faces = ?, gallery_photos = ?, candidates = ?, candidates_sha256 = ?
                WHERE id = ? AND completed IS NULL AND interrupted IS NULL
                """,
            arguments: [
                Timestamp.text(outcome.at), outcome.galleryFaces, outcome.galleryPhotos, outcome.candidates,
                Data(outcome.candidatesSHA256), id,
            ])
        guard db.changesCount == 1 else { throw Failure.searchNotOpen }
    }

    /// Searches that began and have not ended, oldest first: they run now, or their process died.
    public func openSearches() throws -> [SearchRecord] {
        try pastSearches(db, "WHERE completed IS NULL AND interrupted IS NULL ORDER BY at, rowid").map(\.search)
    }

    /// How many there are, with searches for people who ask.
    public func countOpenSearches() throws -> Int { try openSearches().count + openRequestSearches().count }

    /// Ends a search that began and then failed, or whose process died: nothing of it was shown.
    /// - Returns: whether it was open.
    @discardableResult
    public func interrupt(_ id: String, at date: Date) throws -> Bool {
        try db.execute(
            sql: "UPDATE search SET interrupted = ? WHERE id = ? AND completed IS NULL AND interrupted IS NULL",
            arguments: [Timestamp.text(date), id])
        return db.changesCount > 0
    }

    /// The latest searches, newest first, `limit` at most.
    public func searches(limit: Int) throws -> [PastSearch] {
        try pastSearches(db, "ORDER BY at DESC, rowid DESC LIMIT ?", [max(0, limit)])
    }

    /// The searches that somebody made, newest first, `limit` at most.
    /// - Parameter after: one of them: those that come after it in this order; none when there is no such search.
    public func searches(by account: AccountRef, after: String? = nil, limit: Int) throws -> [PastSearch] {
        try pastSearches(
            db,
            """
            WHERE account = ?1 AND (?2 IS NULL OR (at, rowid) < (SELECT at, rowid FROM search WHERE id = ?2))
            ORDER BY at DESC, rowid DESC LIMIT ?3
            """,
            [account.rawValue, after, max(0, limit)])
    }

    /// The searches made on an authorisation, oldest first.
    public func searches(on authorisation: AuthorisationRef) throws -> [PastSearch] {
        try pastSearches(db, "WHERE authorisation = ? ORDER BY at, rowid", [authorisation.rawValue])
    }
}

func pastSearches(
    _ db: Database, _ choice: String, _ arguments: StatementArguments = []
) throws -> [PastSearch] {
    let rows = try Row.fetchAll(db, sql: "SELECT * FROM search \(choice)", arguments: arguments)
    let collections = try db.makeStatement(
        sql: "SELECT collection FROM search_collection WHERE search = ? ORDER BY collection")
    return try rows.map { row in
        let id: String = row["id"]
        let searched = try Row.fetchAll(collections, arguments: [id])
            .map { CollectionID(try $0.number("collection")) }
        return PastSearch(search: try SearchRecord(row, in: searched), state: try PastSearch.State(row))
    }
}

extension SearchRecord {
    fileprivate init(_ row: Row, in collections: [CollectionID]) throws(Failure) {
        self.init(
            id: row["id"], at: try row.date("at"), account: row["account"], purpose: row["purpose"],
            authorisation: row["authorisation"], probeSHA256: row.bytes("probe_sha256"),
            probeType: (row["probe_type"] as String?).flatMap(ProbeType.init(rawValue:)), collections: collections,
            model: ModelID(row["model"]), threshold: row.float("threshold"), limit: row["candidate_limit"])
    }
}

extension PastSearch.State {
    fileprivate init(_ row: Row) throws(Failure) {
        if let completed = try row.dateIfAny("completed") {
            self = .completed(
                SearchOutcome(
                    at: completed, galleryFaces: row["gallery_faces"], galleryPhotos: row["gallery_photos"],
                    candidates: row["candidates"], candidatesSHA256: row.bytes("candidates_sha256")))
        } else if let interrupted = try row.dateIfAny("interrupted") {
            self = .interrupted(interrupted)
        } else {
            self = .open
        }
    }
}
