import GRDB
public import Vocabulary

extension RecordStore {
    /// Leaves nothing on the disk of what was deleted. Takes about ten seconds for a million faces, and as much memory and
    /// free room on the disk as the file has bytes; writers wait meanwhile.
    ///
    /// `secure_delete` overwrites what is deleted; but when SQLite moves rows from one page to another, it leaves what they were
    /// in the gaps of the first, where nothing overwrites it. So the file is built anew. Older copies of its pages lie in
    /// SQLite's log file, which is emptied.
    /// - Throws: `records.busy` when a reader kept the log file in use for ten seconds, or a writer the records; repeat it
    ///   then. `records.disk-full`.
    public func overwriteDeleted() throws(Failure) {
        try sayingWhatFailed {
            try pool.vacuum()
            try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        }
    }
}
