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
    let witnesses: LogWriter.Witnesses?
    /// How long another process may have the log before we give up.
    private static let patience = Duration.seconds(20)
    /// How long we have it at least before others get it, and how long they then have to take it.
    private static let turn = Duration.milliseconds(200), gap = Duration.milliseconds(50)

    private var writer: LogWriter?
    private var isOpening = false
    /// The closing that is under way.
    private var ending: Task<Void, Never>?
    /// Tasks that use the writer just now.
    private var users = 0
    /// Nobody begins to use it: the last who does closes it, for another process or because it broke.
    private var isGivingWay = false
    private var opened = ContinuousClock.now
    private var notBefore = ContinuousClock.now
    /// How long the log stays open after use, for the next one.
    private var lingers = Duration.zero
    private var lastUse = ContinuousClock.now
    private var closing: Task<Void, Never>?
    private var holders = 0
    private var isBusy = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(of directory: URL, records: RecordStore, witnesses: LogWriter.Witnesses?) {
        self.directory = directory
        self.records = records
        self.witnesses = witnesses
    }

    /// Keeps the log open for writing while `body` runs: other processes wait meanwhile. Where it lingers, they get their turn.
    func holding<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
        holders += 1
        let result: Result<Value, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        holders -= 1
        lastUse = .now
        if holders == 0 {
            if lingers == .zero { await close() } else { closeLater() }
        }
        return try result.get()
    }

    private func close() async {
        guard let writer else { return }
        self.writer = nil
        // What was acknowledged is on the disk, published or not: `likeness ledger publish` says what keeps it back.
        let task = Task { _ = try? await writer.close() }
        ending = task
        await task.value
        if ending == task { ending = nil }
    }

    // MARK: Staying open

    /// From now on the log stays open for a while after each use: to open it is to read what was not published yet, and to check
    /// it. Other processes still get their turn.
    func linger(for time: Duration) { lingers = time }

    /// Ends that. On return the log is closed, unless somebody uses it just now.
    func release() async {
        lingers = .zero
        closing?.cancel()
        await closing?.value
        if users == 0 { await close() }
        await ending?.value
    }

    private func closeLater() {
        guard closing == nil else { return }
        closing = Task {
            while !Task.isCancelled, writer != nil {
                try? await Task.sleep(for: .milliseconds(20))
                guard holders == 0, users == 0 else { continue }
                if .now - lastUse >= lingers || othersWait { await close() }
            }
            closing = nil
        }
    }

    /// Where a process shows that it waits for the log.
    private var waitingFile: URL { directory.appending(path: "log.waiting") }

    private var othersWait: Bool {
        do { return try Presence.nobody(at: waitingFile) == nil } catch { return false }
    }

    private func using<Value: Sendable>(
        _ body: @Sendable (LogWriter) async throws -> Value
    ) async throws -> Value {
        let writer = try await begin()
        let result: Result<Value, any Error>
        do { result = .success(try await body(writer)) } catch {
            // Once it could not write, it writes no more until it is opened anew.
            if (error as? LogError)?.code == .storage { isGivingWay = true }
            result = .failure(error)
        }
        users -= 1
        if self.writer != nil, .now - opened > Self.turn, othersWait { isGivingWay = true }
        if isGivingWay, users == 0 {
            await close()
            notBefore = .now + Self.gap
            isGivingWay = false
        }
        return try result.get()
    }

    /// Opens the log for writing, so that a log that cannot be written is found out before anything is changed. To be called
    /// within ``holding(_:)``. (Where it lingers, another process may have its turn before what is changed then is logged.)
    /// - Throws: as ``settle()``.
    func makeReady() async throws { try await inTurn { try await self.using { _ in } } }

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
            do {
                let checkpoint = try await self.using { try await $0.publish() }
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

    /// The checkpoint under which everything is that is recorded by now; the last one when witnesses that are required have not
    /// cosigned it yet.
    /// - Throws: as ``settle()``.
    func checkpoint() async throws -> SignedCheckpoint {
        try await holding {
            try await self.settle()
            do {
                return try await self.using { try await $0.publish() }
            } catch let error as LogError where error.code == .notCosigned {
                return try Home.publishedLog(of: self.directory)
                    .checkpoint(signedBy: Home.logVerifierKey(of: self.directory))
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
        try await using { writer in
            while true {
                let pending = try self.records.look { try $0.pendingEvents(limit: Self.batch) }
                guard !pending.isEmpty else { return }
                let first = try await writer.append(contentsOf: pending.map(\.entry))
                try self.records.transaction { try $0.noteLogged(pending, from: first) }
            }
        }
    }

    private static let batch = 256

    /// The writer, of which the caller is a user from now on.
    private func begin() async throws -> LogWriter {
        let begun = ContinuousClock.now
        var presence: Presence?
        defer { withExtendedLifetime(presence) {} }
        while true {
            if let ending {
                await ending.value
                // Whoever began it may not have had the turn to say so.
                if self.ending == ending { self.ending = nil }
            } else if isGivingWay || isOpening || .now < notBefore {
                try await Task.sleep(for: .milliseconds(5))
            } else if let writer {
                users += 1
                return writer
            } else {
                do { try await open() } catch let failure as Failure where failure.code == .logLocked {
                    guard ContinuousClock.now - begun < Self.patience else { throw failure }
                    if presence == nil { presence = try await Presence.shown(at: waitingFile) }
                    try await Task.sleep(for: .milliseconds(10))
                }
            }
        }
    }

    /// One at a time; nobody uses the writer before it agrees with the records.
    private func open() async throws {
        isOpening = true
        defer { isOpening = false }
        let new = try Home.openLog(of: directory, witnesses: witnesses)
        do { try await reconcile(with: new) } catch {
            try? await new.close()
            throw error
        }
        writer = new
        opened = .now
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
