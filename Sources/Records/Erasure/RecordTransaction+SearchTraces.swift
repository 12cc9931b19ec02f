import Foundation
import GRDB
public import Vocabulary

/// What the records of searches tell about photos and faces that are to be erased.
extension RecordTransaction {
    /// Erases it: the payloads behind the log's entries on searches that may have shown them or were made with them, and the
    /// hashes of probes that are these photos.
    ///
    /// - Returns: how many payloads there were.
    @discardableResult
    public func eraseSearchTraces(of photos: some Sequence<PhotoID>, faces: some Sequence<FaceID>) throws -> Int {
        let asProbe = try searches(madeWith: photos)
        let forget = try db.cachedStatement(sql: "UPDATE search SET probe_sha256 = zeroblob(32) WHERE id = ?")
        for search in asProbe { try forget.execute(arguments: [search]) }
        return try eraseOpenings(about: Array(Set(asProbe + searches(thatMayHaveShown: faces))))
    }

    /// How many payloads ``eraseSearchTraces(of:faces:)`` would erase.
    public func countSearchTraces(of photos: some Sequence<PhotoID>, faces: some Sequence<FaceID>) throws -> Int {
        try Set(searches(madeWith: photos) + searches(thatMayHaveShown: faces)).reduce(0) { count, search in
            try count
                + (Int.fetchOne(
                    db,
                    sql: """
                        SELECT count(*) FROM event_subject JOIN event ON event.id = event_subject.event
                        WHERE event_subject.ref = ? AND event.key IS NOT NULL
                        """,
                    arguments: [search]) ?? 0)
        }
    }

    private func searches(madeWith photos: some Sequence<PhotoID>) throws -> [String] {
        try String.fetchAll(
            db,
            sql: """
                SELECT id FROM search WHERE probe_sha256 IN (
                    SELECT sha256 FROM photo WHERE id IN (SELECT value FROM json_each(?)))
                """,
            arguments: [identifierList(photos.map(\.rawValue))])
    }

    /// What a search showed is not recorded: so those that showed anybody in these collections once the faces were there.
    private func searches(thatMayHaveShown faces: some Sequence<FaceID>) throws -> [String] {
        try String.fetchAll(
            db,
            sql: """
                SELECT DISTINCT search.id FROM (
                    SELECT photo.collection, min(photo.enrolled) AS since FROM face JOIN photo ON photo.id = face.photo
                    WHERE face.id IN (SELECT value FROM json_each(?)) GROUP BY photo.collection) AS place
                JOIN search_collection ON search_collection.collection = place.collection
                JOIN search ON search.id = search_collection.search
                WHERE search.candidates > 0 AND search.completed >= place.since
                """,
            arguments: [identifierList(faces.compactMap { Int64(exactly: $0.rawValue) })])
    }
}
