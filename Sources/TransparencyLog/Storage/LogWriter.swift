public import Dispatch
import Synchronization

/// A log, open for appending. One for a log at a time, in one process; any number of tasks may use it at once.
///
/// Entries of callers that come together are flushed together. They are published (tiles and a signed checkpoint) soon
/// after, or at once by ``publish()``.
public final class LogWriter: Sendable {
    private struct Appending {
        let entries: [[UInt8]]
        let answer: CheckedContinuation<Int, any Error>
    }

    private struct Line {
        var waiting: [Appending] = []
        var isServed = false
        var isClosed = false
    }

    private let line = Mutex(Line())
    /// All that touches the files or `core` runs here.
    private let queue = DispatchQueue(label: "log writer")
    nonisolated(unsafe) private let core: LogCore
    nonisolated(unsafe) private var publicationIsDue = false
    private let lock: WriterLock
    private let publicationDelay: DispatchTimeInterval

    /// Makes a log in a folder of its own.
    ///
    /// - Parameters:
    ///   - path: made when it is missing; what is public stands in its `public/`.
    ///   - key: signs the checkpoints; its name is the log's origin.
    ///   - first: an entry to begin with, published.
    /// - Throws: ``LogError`` `log.exists`, `log.entry-too-large`, `log.storage`.
    public static func create(_ path: String, key: SigningKey, beginningWith first: [UInt8]? = nil) throws {
        let folder = LogFolder(path)
        try LogCore.create(folder, key: key)
        guard let first else { return }
        let core = try LogCore(folder, key: key)
        _ = try core.commit([first])
        try core.publish()
    }

    /// Opens a log. What an interruption left unpublished is published soon; a batch whose flush had not ended, and which was
    /// therefore never acknowledged, is cut off.
    /// - Parameter publicationDelay: from the first entry that is not yet published to its publication.
    /// - Throws: ``LogError`` `log.missing`, `log.locked`, `log.damaged`, `log.signature-wrong`, `log.storage`.
    public init(
        _ path: String, key: SigningKey, publicationDelay: DispatchTimeInterval = .milliseconds(200)
    ) throws {
        let folder = LogFolder(path)
        guard try DurableFile.read(folder.published(LogFolder.checkpoint)) != nil else {
            throw LogError(.missing, "there is no log")
        }
        self.publicationDelay = publicationDelay
        lock = try WriterLock(folder.lock)
        core = try LogCore(folder, key: key)
        queue.sync { if core.unpublished > 0 { publishSoon() } }
    }

    /// Appends an entry of at most 65,535 bytes.
    /// - Returns: its index. On return it is on the disk: it survives kill -9 and a loss of power.
    /// - Throws: ``LogError`` `log.entry-too-large`; `log.storage`: it is not part of the log.
    public func append(_ entry: [UInt8]) async throws -> Int { try await append(contentsOf: [entry]) }

    /// Appends entries that are to stand one after the other: all or, when the call throws, none.
    /// - Parameter entries: at most 256.
    /// - Returns: the first one's index.
    public func append(contentsOf entries: [[UInt8]]) async throws -> Int {
        guard entries.count <= JournalFormat.batchLimit else {
            throw LogError(.entryTooLarge, "\(entries.count) entries at once; \(JournalFormat.batchLimit) is the most")
        }
        for entry in entries where entry.count > EntryBundle.maximumEntrySize {
            throw LogError(.entryTooLarge, "an entry of \(entry.count) bytes")
        }
        return try await withCheckedThrowingContinuation { answer in
            let isFirst: Bool? = line.withLock { line in
                guard !line.isClosed else { return nil }
                line.waiting.append(Appending(entries: entries, answer: answer))
                defer { line.isServed = true }
                return !line.isServed
            }
            guard let isFirst else { return answer.resume(throwing: Self.closed) }
            if isFirst { queue.async { self.serve() } }
        }
    }

    /// Publishes what is acknowledged.
    /// - Throws: ``LogError`` `log.storage`.
    public func publish() async throws -> SignedCheckpoint {
        try await withCheckedThrowingContinuation { answer in
            queue.async {
                answer.resume(
                    with: Result {
                        try self.core.publish()
                        return self.core.published
                    })
            }
        }
    }

    /// Publishes, and takes no more entries.
    public func close() async throws {
        line.withLock { $0.isClosed = true }
        _ = try await publish()
    }

    private static let closed = LogError(.storage, "the log is closed")

    /// Flushes whoever waits, batch by batch, until nobody does.
    private func serve() {
        while case let batch = nextBatch(), !batch.isEmpty {
            let entries = batch.flatMap(\.entries)
            do {
                var index = try core.commit(entries[...])
                for appending in batch {
                    appending.answer.resume(returning: index)
                    index += appending.entries.count
                }
            } catch {
                for appending in batch { appending.answer.resume(throwing: error) }
            }
            if core.unpublished >= LogCore.unpublishedLimit { try? core.publish() }
        }
        if core.unpublished > 0 { publishSoon() }
    }

    private func nextBatch() -> [Appending] {
        line.withLock { line in
            var count = 0
            let batch = line.waiting.prefix {
                count += $0.entries.count
                return count <= JournalFormat.batchLimit
            }
            line.waiting.removeFirst(batch.count)
            if batch.isEmpty { line.isServed = false }
            return Array(batch)
        }
    }

    /// A publication that fails (a full disk) is tried again with the next entries, and by ``publish()``, which tells.
    private func publishSoon() {
        guard !publicationIsDue else { return }
        publicationIsDue = true
        // A writer that is dropped without being closed leaves this to whoever opens the log next.
        queue.asyncAfter(deadline: .now() + publicationDelay) { [weak self] in
            self?.publicationIsDue = false
            try? self?.core.publish()
        }
    }
}
