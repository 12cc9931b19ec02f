import Foundation
import GRDB
public import Rules
public import Vocabulary

extension RecordTransaction {
    public func add(_ record: RequestRecord) throws {
        try db.execute(
            sql: """
                INSERT INTO subject_request (ref, organisation, reference, kind, received, due, recorded, recorded_by)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                record.ref.rawValue, record.organisation.rawValue, record.reference, record.request.kind.rawValue,
                Timestamp.text(record.request.received), Timestamp.text(record.request.due),
                Timestamp.text(record.recorded), record.recordedBy.rawValue,
            ])
        for collection in Set(record.collections) {
            try db.execute(
                sql: "INSERT INTO subject_request_collection (request, collection) VALUES (?, ?)",
                arguments: [record.ref.rawValue, collection.rawValue])
        }
    }

    /// Writes how a request stands.
    public func update(_ record: RequestRecord) throws {
        let (identification, decision) = (record.request.identification, record.request.decision)
        try db.execute(
            sql: """
                UPDATE subject_request SET means = ?, means_words = ?, identified = ?, identified_by = ?, decision = ?,
                    reason = ?, decided = ?, decided_by = ?, erasure = ?, answer = ? WHERE ref = ?
                """,
            arguments: [
                identification?.means.rawValue, identification?.words, identification.map { Timestamp.text($0.at) },
                identification?.by.rawValue, decision?.kind.rawValue, decision?.reason,
                decision.map { Timestamp.text($0.at) }, decision?.by.rawValue, record.erasure, record.answer,
                record.ref.rawValue,
            ])
    }

    public func request(_ ref: RequestRef) throws -> RequestRecord? {
        try Row.fetchOne(db, sql: "SELECT * FROM subject_request WHERE ref = ?", arguments: [ref.rawValue])
            .map(request)
    }

    /// An organisation's: open ones first, by when they are due; then the others, newest first.
    public func requests(of organisation: OrganisationRef) throws -> [RequestRecord] {
        let all = try Row.fetchAll(
            db, sql: "SELECT * FROM subject_request WHERE organisation = ? ORDER BY due, ref",
            arguments: [organisation.rawValue]
        ).map(request)
        return all.filter(\.request.state.isOpen) + all.filter { !$0.request.state.isOpen }.reversed()
    }

    private func request(_ row: Row) throws -> RequestRecord {
        let ref: String = row["ref"]
        let collections = try Row.fetchAll(
            db, sql: "SELECT collection FROM subject_request_collection WHERE request = ? ORDER BY collection",
            arguments: [ref]
        ).map { CollectionID(try $0.number("collection")) }
        guard let kind = RequestKind(rawValue: row["kind"]) else { throw Failure.corruptRecords() }
        var identification: Identification?
        if let means: String = row["means"] {
            guard let means = IdentityMeans(rawValue: means) else { throw Failure.corruptRecords() }
            identification = Identification(
                means: means, words: row["means_words"], at: try row.date("identified"),
                by: AccountRef(row["identified_by"]))
        }
        var decision: SubjectRequest.Decision?
        if let word: String = row["decision"] {
            guard let kind = SubjectRequest.Decision.Kind(rawValue: word) else { throw Failure.corruptRecords() }
            decision = SubjectRequest.Decision(
                kind, reason: row["reason"], at: try row.date("decided"), by: AccountRef(row["decided_by"]))
        }
        return RequestRecord(
            ref: RequestRef(ref), organisation: OrganisationRef(row["organisation"]), reference: row["reference"],
            collections: collections,
            request: SubjectRequest(
                kind: kind, received: try row.date("received"), due: try row.date("due"),
                identification: identification, decision: decision),
            recorded: try row.date("recorded"), recordedBy: AccountRef(row["recorded_by"]), erasure: row["erasure"],
            answer: row["answer"])
    }

    /// How many searches showed a face to a searcher, and people of how many organisations made them, as far as lists are kept.
    public func showings(of faces: [FaceID]) throws -> (searches: Int, organisations: Int) {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT count(DISTINCT candidate.search) AS searches, count(DISTINCT account.organisation) AS organisations
                FROM candidate JOIN search ON search.id = candidate.search LEFT JOIN account ON account.ref = search.account
                WHERE candidate.face IN (SELECT value FROM json_each(?))
                """,
            arguments: [identifierList(faces.compactMap { Int64(exactly: $0.rawValue) })])
        return (row?["searches"] ?? 0, row?["organisations"] ?? 0)
    }
}
