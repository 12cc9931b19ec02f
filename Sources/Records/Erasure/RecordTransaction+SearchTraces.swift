import Foundation
import GRDB
public import Vocabulary

/// What the records of searches tell about photos and faces that are to be erased.
extension RecordTransaction {
    /// Erases it: the payloads behind the log's entries on searches that showed them, may have shown them or were made with
    /// them; the probes of such searches, who show them most likely, and their sealed templates; the places they had in lists,
    /// with what examiners said of them; and the hashes of probes that are these photos. Sealed templates of searches that answered
    /// these people's requests are condemned: ``eraseExpiredTemplates(before:condemned:)``.
    ///
    /// - Returns: how many payloads there were.
    @discardableResult
    public func eraseSearchTraces(of photos: some Sequence<PhotoID>, faces: some Sequence<FaceID>) throws -> Int {
        let asProbe = try searches(madeWith: photos)
        let forget = try db.cachedStatement(sql: "UPDATE search SET probe_sha256 = zeroblob(32) WHERE id = ?")
        for search in asProbe { try forget.execute(arguments: [search]) }
        let faces = Array(faces)
        let showing = try searches(listing: faces)
        let openings = try eraseOpenings(about: Array(Set(asProbe + showing + searches(thatMayHaveShown: faces))))
        let eraseProbe = try db.cachedStatement(sql: "DELETE FROM probe WHERE search = ?")
        for search in Set(asProbe + showing) { try eraseProbe.execute(arguments: [search]) }
        try eraseTemplates(of: Set(asProbe + showing))
        try condemnTemplates(ofRequestsConfirming: faces)
        let list = identifierList(faces.compactMap { Int64(exactly: $0.rawValue) })
        for table in ["review", "review_request"] {
            try db.execute(
                sql: """
                    DELETE FROM \(table) WHERE (search, rank) IN (
                        SELECT search, rank FROM candidate WHERE face IN (SELECT value FROM json_each(?)))
                    """,
                arguments: [list])
        }
        for table in ["candidate", "request_found"] {
            try db.execute(
                sql: "DELETE FROM \(table) WHERE face IN (SELECT value FROM json_each(?))", arguments: [list])
        }
        return openings
    }

    /// How many payloads ``eraseSearchTraces(of:faces:)`` would erase.
    public func countSearchTraces(of photos: some Sequence<PhotoID>, faces: some Sequence<FaceID>) throws -> Int {
        let faces = Array(faces)
        let searches = try searches(madeWith: photos) + searches(listing: faces) + searches(thatMayHaveShown: faces)
        return try Set(searches).reduce(0) { count, search in
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

    /// Where it is not kept whom a search showed: those that showed anybody in these collections once the faces were there.
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
                    AND NOT EXISTS (SELECT 1 FROM candidate WHERE candidate.search = search.id)
                """,
            arguments: [identifierList(faces.compactMap { Int64(exactly: $0.rawValue) })])
    }
}
