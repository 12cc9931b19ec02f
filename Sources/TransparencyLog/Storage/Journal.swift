import Foundation

/// The journal file, open for appending. Used by one thread at a time.
final class Journal {
    /// Bytes by which the file grows.
    private static let room = 1 << 20
    /// Bytes of the largest journal. It grows while witnesses that are required stay away.
    static let limit = 1 << 30

    /// Index of the entry that is journalled next.
    private(set) var next: Int
    /// Up to the end of the last batch.
    private(set) var length: Int
    /// The file's size.
    private var allocated: Int
    private let path: String
    private let file: Int32
    private static let broken = LogError(.storage, "an earlier flush of the journal failed; open the log again")
    /// After a flush failed nobody can say what reached the disk: the log has to be opened again.
    private var isBroken = false

    /// Opens the journal and takes away what there is of a batch whose flush never ended.
    /// - Returns: also what it holds.
    /// - Throws: ``LogError`` `log.damaged`, `log.storage`.
    static func open(_ path: String) throws -> (Journal, JournalFormat.Contents) {
        guard let bytes = try DurableFile.read(path, atMost: limit) else {
            throw LogError(.damaged, "the journal is missing")
        }
        let contents = try JournalFormat.parse(bytes)
        let file = Foundation.open(path, O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { throw DurableFile.failed("opening", path) }
        let journal = Journal(path, file, next: contents.next, length: contents.length, allocated: bytes.count)
        if contents.isTorn { try journal.cutBack() }
        return (journal, contents)
    }

    /// Puts a journal in the place of any that is there.
    /// - Throws: ``LogError`` `log.storage`: the old one is still in its place, and still to be used.
    static func start(_ path: String, first: Int, entries: ArraySlice<[UInt8]> = []) throws -> Journal {
        var bytes = JournalFormat.header(first: first)
        for start in stride(from: entries.startIndex, to: entries.endIndex, by: JournalFormat.batchLimit) {
            let batch = entries[start...].prefix(JournalFormat.batchLimit)
            bytes += try JournalFormat.batch(batch, first: first + start - entries.startIndex)
        }
        let size = (bytes.count / room + 1) * room
        let new = path + ".new"
        let file = Foundation.open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw DurableFile.failed("writing", path) }
        // From here on the descriptor is the journal's: nothing has to be opened after the old one has lost its name.
        let journal = Journal(path, file, next: first + entries.count, length: bytes.count, allocated: size)
        do {
            try DurableFile.append(bytes + [UInt8](repeating: 0, count: size - bytes.count), to: file, path)
            guard fsync(file) == 0, rename(new, path) == 0 else { throw DurableFile.failed("writing", path) }
        } catch {
            unlink(new)
            throw error
        }
        // Which of the two a loss of power would leave is unknown: nothing more may be acknowledged.
        do { try DurableFile.flushFolder(DurableFile.parent(path)) } catch { journal.isBroken = true }
        return journal
    }

    /// The same journal without the entries before `first`.
    /// - Throws: ``LogError`` `log.storage`, `log.damaged`: this one is still to be used.
    func begunAnew(from first: Int) throws -> Journal {
        // What a failed flush left may be in the file, and was never acknowledged.
        guard !isBroken else { throw Self.broken }
        let contents = try JournalFormat.parse(DurableFile.read(path, atMost: Self.limit) ?? [])
        guard contents.next == next, contents.length == length else {
            throw LogError(.damaged, "the journal holds another number of entries than were written to it")
        }
        return try Self.start(path, first: first, entries: contents.entries.dropFirst(first - contents.first))
    }

    private init(_ path: String, _ file: Int32, next: Int, length: Int, allocated: Int) {
        self.path = path
        self.file = file
        self.next = next
        self.length = length
        self.allocated = allocated
    }

    deinit { close(file) }

    /// Appends a batch of at most ``JournalFormat/batchLimit`` entries and flushes it.
    /// - Throws: ``LogError`` `log.storage`: they are not acknowledged. Only after a failed flush may they be found in the
    ///   journal when it is opened again.
    func append(_ entries: ArraySlice<[UInt8]>) throws {
        guard !isBroken else { throw Self.broken }
        let batch = try JournalFormat.batch(entries, first: next)
        guard length + batch.count + Self.room <= Self.limit else {
            throw LogError(.storage, "the journal is full: nothing could be published for too long")
        }
        do {
            try makeRoom(for: batch.count)
            try write(batch, at: length)
        } catch {
            // A full disk: what was written of the batch is taken back, and the next one may fit again.
            do { try cutBack() } catch { isBroken = true }
            throw error
        }
        guard fdatasync(file) == 0 else {
            let failure = DurableFile.failed("flushing", path)
            isBroken = true
            try? cutBack()
            throw failure
        }
        length += batch.count
        next += entries.count
    }

    private func makeRoom(for count: Int) throws {
        guard length + count > allocated else { return }
        let more = max(Self.room, count)
        try write([UInt8](repeating: 0, count: more), at: allocated)
        guard fsync(file) == 0 else { throw DurableFile.failed("flushing", path) }
        allocated += more
    }

    private func write(_ bytes: [UInt8], at offset: Int) throws {
        guard lseek(file, off_t(offset), SEEK_SET) >= 0 else { throw DurableFile.failed("writing", path) }
        try DurableFile.append(bytes, to: file, path)
    }

    /// Leaves nothing after the last batch.
    private func cutBack() throws {
        guard ftruncate(file, off_t(length)) == 0, fsync(file) == 0 else { throw DurableFile.failed("writing", path) }
        allocated = length
    }
}
