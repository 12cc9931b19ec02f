public import Foundation
import GRDB

extension RecordTransaction {
    /// The public half of the home's oversight key, 32 bytes; nil in a home from before there was one.
    public func oversightKey() throws -> [UInt8]? {
        try Row.fetchOne(db, sql: "SELECT public FROM oversight_key").map { $0.bytes("public") }
    }

    /// Records it for good: a home has one, and what was sealed to it is opened by its other half only.
    public func setOversightKey(_ bytes: [UInt8], at moment: Date) throws {
        try db.execute(
            sql: "INSERT INTO oversight_key (id, public, made) VALUES (1, ?, ?)",
            arguments: [Data(bytes), Timestamp.text(moment)])
    }
}
