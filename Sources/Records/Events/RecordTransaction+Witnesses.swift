public import Foundation
import GRDB
import Vocabulary

/// Up to where a witness has cosigned the log.
public struct CosignedRecord: Hashable, Sendable {
    /// The name of its key.
    public let witness: String
    /// The largest checkpoint's.
    public let size: Int
    /// By the witness's clock.
    public let at: Date

    public init(witness: String, size: Int, at: Date) {
        self.witness = witness
        self.size = size
        self.at = at
    }
}

extension RecordTransaction {
    public func cosigned() throws -> [CosignedRecord] {
        try Row.fetchAll(db, sql: "SELECT * FROM cosigned ORDER BY witness").map { row in
            CosignedRecord(witness: row["witness"], size: try row.number("size"), at: try row.date("at"))
        }
    }

    /// Notes it; one of a smaller checkpoint changes nothing.
    public func note(_ cosigned: CosignedRecord) throws {
        try db.execute(
            sql: """
                INSERT INTO cosigned (witness, size, at) VALUES (?, ?, ?)
                ON CONFLICT (witness) DO UPDATE SET size = excluded.size, at = excluded.at WHERE excluded.size > size
                """,
            arguments: [cosigned.witness, cosigned.size, Timestamp.text(cosigned.at)])
    }

    /// When the entry at a place in the log was made; nil for the first one, and for one that is not known to be there.
    public func moment(ofEntry index: Int) throws -> Date? {
        try Row.fetchOne(db, sql: "SELECT at FROM event WHERE log_index = ?", arguments: [index]).map {
            try $0.date("at")
        }
    }
}
