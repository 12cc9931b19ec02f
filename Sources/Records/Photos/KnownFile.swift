public import Foundation
import GRDB
public import Vocabulary

/// A path under which an enrolled photo was found at some time.
public struct KnownFile: Hashable, Sendable {
    public enum State: String, Hashable, Sendable {
        /// It was there at the last look.
        case present
        /// At the last look it was not there, or could not be read.
        case vanished
    }

    public var file: FileRecord
    public var photo: PhotoID
    public var state: State
    /// When it was last there.
    public var seen: Date

    public init(file: FileRecord, photo: PhotoID, state: State, seen: Date) {
        self.file = file
        self.photo = photo
        self.state = state
        self.seen = seen
    }
}

extension FileRecord {
    init(_ row: Row) {
        self.init(path: row.bytes("path"), byteCount: row["byte_count"], modified: row["modified_ns"])
    }
}

extension KnownFile {
    init(_ row: Row) throws(Failure) {
        guard let state = State(rawValue: row["state"]) else { throw .corruptRecords() }
        self.init(file: FileRecord(row), photo: PhotoID(row["photo"]), state: state, seen: try row.date("seen"))
    }
}
