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

    /// Whom to ask for cosignatures, and how many a checkpoint must have before it is published.
    public struct Witnesses: Sendable {
        public let cosigner: any CheckpointCosigner
        public let required: Int

        public init(_ cosigner: any CheckpointCosigner, required: Int = 0) {
            self.cosigner = cosigner
            self.required = required
        }
    }

    private let line = Mutex(Line())
    /// All that touches the files or `core` runs here.
    private let queue = DispatchQueue(label: "log writer")
    nonisolated(unsafe) private let core: LogCore
    nonisolated(unsafe) private var publication = Publication()
    private let lock: WriterLock
    private let publicationDelay: DispatchTimeInterval
    private let witnesses: Witnesses?

    private struct Publication {
        var isDue = false
        var isWithWitnesses = false
        var isOver = false
        /// Those who wait for a checkpoint that has all that is acknowledged when it is signed.
        var waiting: [CheckedContinuation<SignedCheckpoint, any Error>] = []
    }

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
        try core.publish(core.sign())
    }

    /// Opens a log. What an interruption left unpublished is published soon; a batch whose flush had not ended, and which was
    /// therefore never acknowledged, is cut off.
    /// - Parameters:
    ///   - witnesses: asked to cosign each new checkpoint. Appending goes on while they are asked, or away.
    ///   - publicationDelay: from the first entry that is not yet published to its publication.
    /// - Throws: ``LogError`` `log.missing`, `log.locked`, `log.damaged`, `log.signature-wrong`, `log.storage`.
    public init(
        _ path: String, key: SigningKey, witnesses: Witnesses? = nil,
        publicationDelay: DispatchTimeInterval = .milliseconds(200)
    ) throws {
        let folder = LogFolder(path)
        guard try DurableFile.read(folder.published(LogFolder.checkpoint)) != nil else {
            throw LogError(.missing, "there is no log")
        }
        self.witnesses = witnesses
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

    /// Publishes what is acknowledged, and waits for it.
    /// - Throws: ``LogError`` `log.storage`; `log.not-cosigned` when required witnesses are away: what is acknowledged is in
    ///   the log all the same, and is published when they answer.
    @discardableResult
    public func publish() async throws -> SignedCheckpoint {
        try await withCheckedThrowingContinuation { answer in
            queue.async {
                self.publication.waiting.append(answer)
                self.beginPublication()
            }
        }
    }

    /// Publishes, takes no more entries, and lets another writer open the log: also when it throws as ``publish()`` does.
    public func close() async throws {
        line.withLock { $0.isClosed = true }
        defer {
            queue.sync {
                publication.isOver = true
                lock.release()
            }
        }
        try await publish()
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
            if core.unwritten >= LogCore.unwrittenLimit { try? core.writeTiles() }
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

    /// A publication that fails (a full disk, witnesses away) is tried again with the next entries, and by ``publish()``,
    /// which tells.
    private func publishSoon() {
        guard !publication.isDue else { return }
        publication.isDue = true
        // A writer that is dropped without being closed leaves this to whoever opens the log next.
        queue.asyncAfter(deadline: .now() + publicationDelay) { [weak self] in
            self?.publication.isDue = false
            self?.beginPublication()
        }
    }

    private func beginPublication() {
        guard !publication.isWithWitnesses else { return }
        let waiting = publication.waiting
        publication.waiting = []
        guard !publication.isOver else { return Self.answer(waiting, .failure(Self.closed)) }
        do {
            guard core.unpublished > 0 else { return Self.answer(waiting, .success(core.published)) }
            let checkpoint = try core.sign()
            if let witnesses {
                askWitnesses(witnesses, checkpoint, waiting)
            } else {
                try core.publish(checkpoint)
                Self.answer(waiting, .success(checkpoint))
            }
        } catch {
            Self.answer(waiting, .failure(error))
        }
    }

    private func askWitnesses(
        _ witnesses: Witnesses, _ checkpoint: SignedCheckpoint,
        _ waiting: [CheckedContinuation<SignedCheckpoint, any Error>]
    ) {
        publication.isWithWitnesses = true
        let (log, head) = (core.tiles, checkpoint.checkpoint.head)
        Task {
            let cosignatures = await witnesses.cosigner.cosignatures(on: checkpoint) { old in
                try ConsistencyProof.make(old: old, new: head.size, from: LogLeaves(log, of: head))
            }
            self.queue.async {
                self.publication.isWithWitnesses = false
                Self.answer(
                    waiting,
                    Result {
                        guard cosignatures.count >= witnesses.required else {
                            throw LogError(
                                .notCosigned,
                                "\(cosignatures.count) of the \(witnesses.required) witnesses that are required")
                        }
                        let cosigned = try checkpoint.adding(cosignatures)
                        try self.core.publish(cosigned)
                        return cosigned
                    })
                if !self.publication.waiting.isEmpty { self.beginPublication() }
            }
        }
    }

    private static func answer(
        _ waiting: [CheckedContinuation<SignedCheckpoint, any Error>], _ result: Result<SignedCheckpoint, any Error>
    ) {
        for answer in waiting { answer.resume(with: result) }
    }
}
