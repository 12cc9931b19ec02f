public import Foundation
import GRDB
public import Rules
import Vocabulary

extension RecordTransaction {
    /// Sends a candidate to examiners. Once more changes nothing.
    /// - Parameter examiners: how many have to agree.
    public func requestReview(
        of candidate: StoredCandidate, examiners: Int, at moment: Date, by account: AccountRef
    ) throws {
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO review_request (search, rank, asked, asked_by, examiners) VALUES (?, ?, ?, ?, ?)
                """,
            arguments: [candidate.search, candidate.rank, Timestamp.text(moment), account.rawValue, examiners])
    }

    /// How many examiners have to agree on a candidate; nil when it was not sent to any.
    public func examinersNeeded(for candidate: StoredCandidate) throws -> Int? {
        try Int.fetchOne(
            db, sql: "SELECT examiners FROM review_request WHERE search = ? AND rank = ?",
            arguments: [candidate.search, candidate.rank])
    }

    /// Whether a candidate was sent to examiners.
    public func isSentToExaminers(_ candidate: StoredCandidate) throws -> Bool {
        try Row.fetchOne(
            db, sql: "SELECT 1 FROM review_request WHERE search = ? AND rank = ?",
            arguments: [candidate.search, candidate.rank]) != nil
    }

    /// The candidates that were sent to examiners from searches of an organisation's people, oldest first.
    public func reviewRequests(in organisation: OrganisationRef) throws -> [ReviewRequest] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT candidate.*, review_request.asked, review_request.asked_by FROM review_request
                JOIN candidate USING (search, rank)
                JOIN search ON search.id = review_request.search
                JOIN account ON account.ref = search.account
                WHERE account.organisation = ? ORDER BY review_request.asked, search, rank
                """,
            arguments: [organisation.rawValue]
        ).map { row in
            ReviewRequest(
                candidate: try StoredCandidate(row), asked: try row.date("asked"),
                askedBy: AccountRef(row["asked_by"]))
        }
    }

    public func add(_ review: ReviewRecord) throws {
        try db.execute(
            sql: "INSERT INTO review (search, rank, examiner, verdict, reasons, at) VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [
                review.search, review.rank, review.review.examiner.rawValue, review.review.verdict.rawValue,
                review.reasons, Timestamp.text(review.at),
            ])
    }

    /// Of one candidate, in the order in which they were made.
    public func reviews(of search: String, rank: Int) throws -> [ReviewRecord] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM review WHERE search = ? AND rank = ? ORDER BY id", arguments: [search, rank]
        ).map { try ReviewRecord($0) }
    }

    /// Of all candidates of a search, by rank and then in the order in which they were made.
    public func reviews(of search: String) throws -> [ReviewRecord] {
        try Row.fetchAll(db, sql: "SELECT * FROM review WHERE search = ? ORDER BY rank, id", arguments: [search])
            .map { try ReviewRecord($0) }
    }
}

extension ReviewRecord {
    fileprivate init(_ row: Row) throws {
        guard let verdict = Verdict(rawValue: row["verdict"]) else { throw Failure.corruptRecords() }
        self.init(
            search: row["search"], rank: row["rank"], review: Review(by: AccountRef(row["examiner"]), verdict),
            reasons: row["reasons"], at: try row.date("at"))
    }
}
