public import Dispatch
import Synchronization

/// A log, open for appending. One for a log at a time, in one process; any number of tasks may use it at once.
///
/// Entries of callers that come together are flushed together. They are published (tiles and a signed checkpoint) soon
/// after, or at once by ``publish()``.
public final class LogWriter: Sendable {
    /// Until a publication that failed is tried again.
    private static let retryDelay: DispatchTimeInterval = .seconds(10)

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
        /// Theirs, where whoever asks wants to know who cosigned.
        public let keys: [VerifierKey]
        public let required: Int

        public init(_ cosigner: any CheckpointCosigner, keys: [VerifierKey] = [], required: Int = 0) {
            self.cosigner = cosigner
            self.keys = keys
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
        /// Whether witnesses are to be asked even when there is nothing new.
        var isWanted = false
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
        queue.sync { if core.unpublished > 0 { publishSoon(after: publicationDelay) } }
    }

    /// Appends an entry of at most 65,535 bytes.
    /// - Returns: its index. On return it is on the disk: it survives kill -9 and a loss of power.
    /// - Throws: ``LogError`` `log.entry-too-large`; `log.storage`: it is not acknowledged. After a flush that failed the log
    ///   takes no more entries until it is opened again, and may then be found to have this one.
    public func append(_ entry: [UInt8]) async throws -> Int { try await append(contentsOf: [entry]) }

    /// Appends entries that are to stand one after the other: all or, when the call throws, none.
    /// - Parameter entries: 1 to 256.
    /// - Returns: the first one's index.
    public func append(contentsOf entries: [[UInt8]]) async throws -> Int {
        guard (1...JournalFormat.batchLimit).contains(entries.count) else {
            throw LogError(.entryTooLarge, "\(entries.count) entries at once; 1 to \(JournalFormat.batchLimit) can be")
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

    /// How many entries are acknowledged.
    public var size: Int { queue.sync { core.edge.size } }

    /// The acknowledged entries from an index on, published or not: for whoever has to find out what a process that died
    /// had appended.
    /// - Throws: ``LogError`` `log.out-of-range`, `log.storage`, `log.damaged`.
    public func entries(from index: Int) async throws -> [[UInt8]] {
        try await withCheckedThrowingContinuation { answer in
            queue.async {
                answer.resume(
                    with: Result {
                        guard !self.publication.isOver else { throw Self.closed }
                        return try self.core.entries(from: index)
                    })
            }
        }
    }

    /// Publishes what is acknowledged, and waits for it.
    /// - Parameter askingAgain: also when there is nothing new, so that witnesses who were away can cosign.
    /// - Throws: ``LogError`` `log.storage`; `log.not-cosigned` when required witnesses are away: what is acknowledged is in
    ///   the log all the same; publication is tried again by itself.
    @discardableResult
    public func publish(askingAgain: Bool = false) async throws -> SignedCheckpoint {
        try await withCheckedThrowingContinuation { answer in
            queue.async {
                self.publication.waiting.append(answer)
                if askingAgain, self.witnesses != nil { self.publication.isWanted = true }
                self.beginPublication()
            }
        }
    }

    /// Takes no more entries, publishes those that are acknowledged, and lets another writer open the log: also when it
    /// throws as ``publish()`` does.
    public func close() async throws {
        line.withLock { $0.isClosed = true }
        defer {
            queue.sync {
                publication.isOver = true
                lock.release()
            }
        }
        // Those who were in line are served while a publication is on its way, and need one of their own. It ends: nobody
        // joins the line any more.
        repeat { try await publish() } while line.withLock { $0.isServed } || queue.sync { core.unpublished > 0 }
    }

    private static let closed = LogError(.storage, "the log is closed")

    /// Flushes whoever waits, a batch at a time, so that publications come between.
    private func serve() {
        let batch = nextBatch()
        guard !batch.isEmpty else { return }
        do {
            // Whoever came before the log was closed, and was not served before its lock was let go.
            guard !publication.isOver else { throw Self.closed }
            var index = try core.commit(batch.flatMap(\.entries)[...])
            for appending in batch {
                appending.answer.resume(returning: index)
                index += appending.entries.count
            }
            if core.unwritten >= LogCore.unwrittenLimit { try? core.writeTiles() }
            publishSoon(after: publicationDelay)
        } catch {
            for appending in batch { appending.answer.resume(throwing: error) }
        }
        queue.async { self.serve() }
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

    /// Tried again after a while when it fails: a full disk, witnesses away.
    private func publishSoon(after delay: DispatchTimeInterval) {
        guard !publication.isDue else { return }
        publication.isDue = true
        // A writer that is dropped without being closed leaves this to whoever opens the log next.
        queue.asyncAfter(deadline: .now() + delay) { [weak self] in
            self?.publication.isDue = false
            self?.beginPublication()
        }
    }

    private func beginPublication() {
        guard !publication.isWithWitnesses else { return }
        let waiting = publication.waiting
        publication.waiting = []
        guard !publication.isOver else { return Self.answer(waiting, .failure(Self.closed)) }
        guard core.unpublished > 0 || publication.isWanted else {
            return Self.answer(waiting, .success(core.published))
        }
        do {
            // Asked again about what is published, witnesses add to the cosignatures that it has.
            let checkpoint = try core.unpublished > 0 ? core.sign() : core.published
            publication.isWanted = false
            if let witnesses {
                askWitnesses(witnesses, checkpoint, waiting)
            } else {
                finish(checkpoint, waiting)
            }
        } catch {
            end(.failure(error), waiting)
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
                do {
                    let cosigned = try checkpoint.adding(cosignatures)
                    // All but the log's own.
                    let count = cosigned.note.signatures.count - 1
                    guard count >= witnesses.required else {
                        throw LogError(
                            .notCosigned, "\(count) of the \(witnesses.required) witnesses that are required")
                    }
                    self.finish(cosigned, waiting)
                } catch {
                    self.end(.failure(error), waiting)
                }
                if !self.publication.waiting.isEmpty { self.beginPublication() }
            }
        }
    }

    private func finish(_ checkpoint: SignedCheckpoint, _ waiting: [CheckedContinuation<SignedCheckpoint, any Error>]) {
        end(
            Result {
                // Since the witnesses were asked, the log may have been closed, and another writer be at work.
                guard !publication.isOver else { throw Self.closed }
                try core.publish(checkpoint)
                return checkpoint
            }, waiting)
    }

    private func end(
        _ result: Result<SignedCheckpoint, any Error>, _ waiting: [CheckedContinuation<SignedCheckpoint, any Error>]
    ) {
        Self.answer(waiting, result)
        guard !publication.isOver, publicationDelay != .never else { return }
        switch result {
        case .failure:
            publication.isWanted = witnesses != nil
            publishSoon(after: Self.retryDelay)
        // Entries may have come while witnesses were asked.
        case .success where core.unpublished > 0: publishSoon(after: publicationDelay)
        case .success: break
        }
    }

    private static func answer(
        _ waiting: [CheckedContinuation<SignedCheckpoint, any Error>], _ result: Result<SignedCheckpoint, any Error>
    ) {
        for answer in waiting { answer.resume(with: result) }
    }
}
