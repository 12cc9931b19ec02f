import Foundation
import GRDB
import Vocabulary

extension Row {
    func date(_ column: String) throws(Failure) -> Date { try Timestamp.date(self[column]) }

    func dateIfAny(_ column: String) throws(Failure) -> Date? {
        guard let text: String = self[column] else { return nil }
        return try Timestamp.date(text)
    }

    func bytes(_ column: String) -> [UInt8] {
        let data: Data = self[column]
        return [UInt8](data)
    }

    /// The column's number, when `Number` can hold it.
    func number<Number: FixedWidthInteger>(_ column: String) throws(Failure) -> Number {
        guard let number = Number(exactly: self[column] as Int64) else { throw .corruptRecords() }
        return number
    }

    func float(_ column: String) -> Float { Float(self[column] as Double) }

    /// SQLite has no NaN: it stores it as NULL.
    func floatOrNaN(_ column: String) -> Float { (self[column] as Double?).map { Float($0) } ?? .nan }
}
