import Foundation
import Records
import TransparencyLog
import Vocabulary

/// The way of what was done into the tamper-evident log.
///
/// Whatever changes the home records its event in the same transaction. ``settle()`` then puts all such events into the log, in
/// their order; nobody is shown what came of a change before it has returned. A process that dies in between leaves events
/// that are recorded and not logged: the next one that settles puts them there first, so nothing is ever done on the
/// strength of a change that the log does not tell of.
actor EventLog {
    private let directory: URL
    private let records: RecordStore
    private let witnesses: LogWriter.Witnesses?
    /// How long another process may have the log before we give up.
    private static let patience = Duration.seconds(20)

    private var writer: LogWriter?
    private var holders = 0
    private var isBusy = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(of directory: URL, records: RecordStore, witnesses: LogWriter.Witnesses?) {
        self.directory = directory
        self.records = records
        self.witnesses = witnesses
    }

    /// Keeps the log open for writing while `body` runs: other processes wait meanwhile.
    func holding<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
        holders += 1
        let result: Result<Value, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        holders -= 1
        if holders == 0, let writer {
            self.writer = nil
            // What was acknowledged is on the disk, published or not: `likeness ledger publish` says what keeps it back.
            try? await writer.close()
        }
        return try result.get()
    }

    /// Opens the log for writing, so that a log that cannot be written is found out before anything is changed. To be called
    /// within ``holding(_:)``.
    /// - Throws: as ``settle()``.
    func makeReady() async throws { try await inTurn { _ = try await self.open() } }

    /// Puts every event that is recorded into the log. On return it is on the disk.
    /// - Throws: `log.locked`, `log.storage`, `log.damaged`, `log.rolled-back`, `log.key-unusable`.
    func settle() async throws {
        try await holding { try await self.inTurn { try await self.drain() } }
    }

    /// The proof that an event is in the log; nil when witnesses that are required have not cosigned it yet.
    /// - Throws: as ``settle()``.
    func receipt(for event: Int64) async throws -> Receipt? { try await receipts(for: [0: event])[0] }

    /// The same for several events, by any name.
    func receipts<Name: Hashable & Sendable>(for events: [Name: Int64]) async throws -> [Name: Receipt] {
        try await holding {
            try await self.settle()
            let writer = try await self.open()
            do {
                let checkpoint = try await writer.publish()
                let head = checkpoint.checkpoint.head
                let log = Home.publishedLog(of: self.directory)
                let leaves = LogLeaves(log, of: head)
                var receipts: [Name: Receipt] = [:]
                for (name, event) in events {
                    guard let index = try self.records.look({ try $0.logIndex(of: event) }) else { continue }
                    let proof = try InclusionProof.make(index: index, size: head.size, from: leaves)
                    receipts[name] = try Receipt(proof, in: checkpoint, extra: log.entry(at: index, of: head))
                }
                return receipts
            } catch let error as LogError where error.code == .notCosigned {
                return [:]
            } catch let error as LogError {
                throw Failure(error)
            }
        }
    }

    // MARK: One at a time

    private func inTurn(_ body: @Sendable () async throws -> Void) async throws {
        if isBusy { await withCheckedContinuation { waiting.append($0) } }
        isBusy = true
        defer { if waiting.isEmpty { isBusy = false } else { waiting.removeFirst().resume() } }
        do { try await body() } catch let error as LogError { throw Failure(error) }
    }

    private func drain() async throws {
        // Whoever waited finds most often that the one before took its events along.
        guard try !records.look({ try $0.pendingEvents(limit: 1) }).isEmpty else { return }
        let writer = try await open()
        while true {
            let pending = try records.look { try $0.pendingEvents(limit: Self.batch) }
            guard !pending.isEmpty else { return }
            let first = try await writer.append(contentsOf: pending.map(\.entry))
            try records.transaction { try $0.noteLogged(pending, from: first) }
        }
    }

    private static let batch = 256

    private func open() async throws -> LogWriter {
        let begun = ContinuousClock.now
        while true {
            // Another task may have opened it while this one slept.
            if let writer { return writer }
            do {
                let opened = try Home.openLog(of: directory, witnesses: witnesses)
                writer = opened
                do { try await reconcile(with: opened) } catch {
                    writer = nil
                    try? await opened.close()
                    throw error
                }
                return opened
            } catch let failure as Failure where failure.code == .logLocked {
                guard ContinuousClock.now - begun < Self.patience else { throw failure }
                try await Task.sleep(for: .milliseconds(10))
            }
        }
    }

    /// Notes events that are in the log and not known to be: the process died between the two.
    private func reconcile(with writer: LogWriter) async throws {
        let next = (try records.look { try $0.lastLoggedIndex() } ?? -1) + 1
        let size = writer.size
        if size < next { try await restore(size..<next, to: writer) }
        guard size > next else { return }
        let logged = try await writer.entries(from: next)
        try records.transaction { records in
            var pending = try records.pendingEvents(limit: logged.count)[...]
            for (index, entry) in zip(next..., logged) {
                if pending.first?.entry == entry {
                    try records.noteLogged([pending.removeFirst()], from: index)
                } else if index > 0 {
                    // The first entry is older than the records themselves. Any other that they do not know means that they
                    // were put back to an earlier state, in which what was revoked since holds again.
                    throw Failure(
                        .recordsRolledBack, "The records are older than the log: they do not know its entry \(index).",
                        remedy: "Put back the records that belong to this log, and tell the overseer.")
                }
            }
        }
    }

    /// Puts entries back that the log had and lost, with its journal for instance. The same bytes at the same places lead to
    /// the same tree: whatever was published or cosigned of it still holds.
    private func restore(_ lost: Range<Int>, to writer: LogWriter) async throws {
        let entries = try records.look { try $0.loggedEntries(lost) }
        guard entries.count == lost.count else {
            throw LogError(
                .rolledBack, "it has \(lost.lowerBound) entries, and the records know of \(lost.upperBound)")
        }
        for start in stride(from: 0, to: entries.count, by: Self.batch) {
            _ = try await writer.append(contentsOf: Array(entries[start...].prefix(Self.batch)))
        }
    }
}
