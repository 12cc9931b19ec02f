package import GRDB
public import Vocabulary

/// The records within one transaction: what is asked is one unchanging view, what is changed is on disk together or not at
/// all. Not to be kept beyond the function it was given to.
public struct RecordTransaction {
    package let db: Database
}

extension RecordStore {
    /// Runs `body` in one transaction: all of it is on disk when this returns, none of it when this throws.
    /// - Throws: what `body` throws, as a `Failure`; `records.busy`, `records.disk-full`.
    public func transaction<Value>(_ body: (RecordTransaction) throws -> Value) throws(Failure) -> Value {
        try write { try body(RecordTransaction(db: $0)) }
    }

    /// Runs `body` on one unchanging view; changes nothing.
    public func look<Value>(_ body: (RecordTransaction) throws -> Value) throws(Failure) -> Value {
        try read { try body(RecordTransaction(db: $0)) }
    }
}
