import Foundation
import GRDB
public import Rules
import Vocabulary

extension RecordTransaction {
    public func add(_ record: OutcomeRecord) throws {
        try db.execute(
            sql: """
                INSERT INTO outcome (ref, case_file, kind, action, search, rank, text, corroboration, at, account)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                record.ref, record.caseRef.rawValue, record.outcome.kind.word, record.outcome.kind.action?.rawValue,
                record.outcome.candidate?.search, record.outcome.candidate?.rank, record.outcome.text,
                record.outcome.corroboration, Timestamp.text(record.at), record.account.rawValue,
            ])
    }

    /// A case's, oldest first.
    public func outcomes(of caseRef: CaseRef) throws -> [OutcomeRecord] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM outcome WHERE case_file = ? ORDER BY id", arguments: [caseRef.rawValue]
        ).map { row in
            let action = (row["action"] as String?).flatMap(Outcome.Action.init(rawValue:))
            guard let kind = Outcome.Kind(word: row["kind"], action: action) else { throw Failure.corruptRecords() }
            let search: String? = row["search"]
            let candidate = search.map { Outcome.Candidate(search: $0, rank: row["rank"]) }
            return OutcomeRecord(
                ref: row["ref"], caseRef: caseRef,
                outcome: Outcome(kind, of: candidate, text: row["text"], corroboration: row["corroboration"]),
                at: try row.date("at"), account: AccountRef(row["account"]))
        }
    }
}
