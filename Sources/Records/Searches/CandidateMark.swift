public import Foundation
import GRDB
public import Rules
import Vocabulary

/// What a searcher thinks of a candidate.
public enum CandidateMark: String, Hashable, Sendable, CaseIterable {
    case kept, dismissed
}

extension RecordTransaction {
    /// - Parameter mark: nil takes it away.
    public func mark(
        _ mark: CandidateMark?, _ candidate: StoredCandidate, at moment: Date, by account: AccountRef
    ) throws {
        guard let mark else {
            return try db.execute(
                sql: "DELETE FROM candidate_mark WHERE search = ? AND rank = ?",
                arguments: [candidate.search, candidate.rank])
        }
        try db.execute(
            sql: """
                INSERT INTO candidate_mark (search, rank, mark, at, account) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (search, rank) DO UPDATE SET mark = excluded.mark, at = excluded.at, account = excluded.account
                """,
            arguments: [
                candidate.search, candidate.rank, mark.rawValue, Timestamp.text(moment), account.rawValue,
            ])
    }

    /// By rank.
    public func marks(of search: String) throws -> [Int: CandidateMark] {
        try Row.fetchAll(db, sql: "SELECT rank, mark FROM candidate_mark WHERE search = ?", arguments: [search])
            .reduce(into: [:]) { marks, row in
                guard let mark = CandidateMark(rawValue: row["mark"]) else { throw Failure.corruptRecords() }
                marks[row["rank"]] = mark
            }
    }
}
