public import Foundation
import GRDB
public import Vocabulary

extension RecordTransaction {
    public func keep(_ probe: StoredProbe, of search: String) throws {
        try db.execute(
            sql: "INSERT INTO probe (search, photo, x, y, width, height, landmarks) VALUES (?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                search, Data(probe.photo), probe.box.x, probe.box.y, probe.box.width, probe.box.height,
                Data(probe.landmarks.stored),
            ])
    }

    /// Nil when it was not kept, or has been erased.
    public func probe(of search: String) throws -> StoredProbe? {
        guard let row = try Row.fetchOne(db, sql: "SELECT * FROM probe WHERE search = ?", arguments: [search]) else {
            return nil
        }
        guard let landmarks = Landmarks(stored: row.bytes("landmarks")) else { throw Failure.corruptRecords() }
        return StoredProbe(
            photo: row.bytes("photo"),
            box: Box(x: row.float("x"), y: row.float("y"), width: row.float("width"), height: row.float("height")),
            landmarks: landmarks)
    }

    public func keep(_ candidates: [StoredCandidate]) throws {
        let insert = try db.cachedStatement(
            sql: "INSERT INTO candidate (search, rank, face, similarity) VALUES (?, ?, ?, ?)")
        for candidate in candidates {
            try insert.execute(arguments: [
                candidate.search, candidate.rank, candidate.face.stored(), candidate.similarity,
            ])
        }
    }

    /// Those that are kept of a search, by rank.
    public func candidates(of search: String) throws -> [StoredCandidate] {
        try Row.fetchAll(db, sql: "SELECT * FROM candidate WHERE search = ? ORDER BY rank", arguments: [search])
            .map { try StoredCandidate($0) }
    }

    public func candidate(_ rank: Int, of search: String) throws -> StoredCandidate? {
        try Row.fetchOne(
            db, sql: "SELECT * FROM candidate WHERE search = ? AND rank = ?", arguments: [search, rank]
        ).map { try StoredCandidate($0) }
    }

    /// A search of this id.
    public func search(_ id: String) throws -> PastSearch? { try pastSearches(db, "WHERE id = ?", [id]).first }

    /// All that is kept of who was shown, of some searches: their lists, reviews and probes.
    public func eraseResults(of searches: [String]) throws {
        for search in searches {
            for table in ["probe", "review_request", "review", "candidate_mark", "candidate"] {
                try db.execute(sql: "DELETE FROM \(table) WHERE search = ?", arguments: [search])
            }
        }
    }

    /// Those searches whose probes are kept.
    public func searchesWithProbe(among searches: [String]) throws -> Set<String> {
        var kept: Set<String> = []
        let statement = try db.cachedStatement(
            sql: """
                SELECT EXISTS (SELECT 1 FROM probe WHERE search = ?1)
                    OR EXISTS (SELECT 1 FROM request_probe WHERE search = ?1)
                """)
        for search in searches where try Bool.fetchOne(statement, arguments: [search]) == true { kept.insert(search) }
        return kept
    }

    /// Erases the probes of searches from before a moment.
    /// - Returns: how many there were.
    public func eraseProbes(before moment: Date) throws -> Int {
        try db.execute(
            sql: "DELETE FROM probe WHERE search IN (SELECT id FROM search WHERE at < ?)",
            arguments: [Timestamp.text(moment)])
        return db.changesCount
    }

    /// The searches from before a moment whose lists are kept.
    public func searchesWithResults(before moment: Date) throws -> [String] {
        try String.fetchAll(
            db,
            sql: """
                SELECT id FROM search WHERE at < ? AND (
                    EXISTS (SELECT 1 FROM candidate WHERE search = search.id)
                    OR EXISTS (SELECT 1 FROM probe WHERE search = search.id))
                """,
            arguments: [Timestamp.text(moment)])
    }

    /// The searches whose lists name any of these faces.
    public func searches(listing faces: [FaceID]) throws -> [String] {
        try String.fetchAll(
            db, sql: "SELECT DISTINCT search FROM candidate WHERE face IN (SELECT value FROM json_each(?))",
            arguments: [identifierList(faces.compactMap { Int64(exactly: $0.rawValue) })])
    }
}

extension StoredCandidate {
    init(_ row: Row) throws {
        self.init(
            search: row["search"], rank: row["rank"], face: FaceID(try row.number("face")),
            similarity: row.float("similarity"))
    }
}
