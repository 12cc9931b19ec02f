import Foundation
import Records
import Rules
import TransparencyLog
import Vocabulary

/// Searches that end without candidates: refused, failed, or cut off with their process.
extension Home {
    /// Logs it when the rules refuse a search.
    func refusing<Value>(_ request: SearchRequest, _ actor: Actor, _ body: () throws -> Value) async throws -> Value {
        do {
            return try body()
        } catch let failure as Failure where failure.code.kind != .environment {
            try await change { records in
                let now = try self.moment(records)
                var ids = ["account": actor.account.rawValue]
                if let ref = request.authorisation, try records.authorisation(ref) != nil {
                    ids["authorisation"] = ref.rawValue
                }
                try records.tell(
                    .searchRefused, at: now, ids,
                    ["account": .string(actor.name), "code": .string(failure.code.name)])
            }
            throw failure
        }
    }

    /// Ends a search that began and failed.
    func interrupt(_ search: SearchRecord) async throws {
        try records.transaction { try self.interrupt([search], $0) }
        try await log.settle()
    }

    /// Ends the searches whose processes died: nothing of them was shown.
    func closeDeadSearches() async throws {
        guard try !records.look({ try $0.openSearches() }).isEmpty,
            let alone = try RunningSearch.none(in: directory)
        else { return }
        try await change { try self.interrupt($0.openSearches(), $0) }
        withExtendedLifetime(alone) {}
    }

    private func interrupt(_ searches: [SearchRecord], _ records: RecordTransaction) throws {
        let now = try self.moment(records)
        // One that is completed stays so, also when its candidates were not shown in the end.
        for search in searches where try records.interrupt(search.id, at: now) {
            // The first homes named searches and accounts otherwise; those cannot stand in the log.
            guard PseudonymousID(search.id) != nil, PseudonymousID(search.account) != nil else { continue }
            try records.tell(.searchInterrupted, at: now, search.loggedIDs)
        }
    }
}

/// Tells other processes that a search is running, while it lives: the system lets go of the lock when the process ends,
/// however it ends.
final class RunningSearch: Sendable {
    private let descriptor: Int32

    /// Waits while dead searches are being ended.
    /// - Throws: `home.unusable`.
    static func begin(in directory: URL) async throws -> RunningSearch {
        let descriptor = try open(directory)
        while true {
            if let running = RunningSearch(descriptor, LOCK_SH) { return running }
            // Not in flock: whoever ends them may need this very thread.
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Holds new searches back while it lives. Nil when one is running.
    static func none(in directory: URL) throws -> RunningSearch? {
        let descriptor = try open(directory)
        if let alone = RunningSearch(descriptor, LOCK_EX) { return alone }
        close(descriptor)
        return nil
    }

    /// Nil when the lock is not to be had.
    private init?(_ descriptor: Int32, _ operation: Int32) {
        guard flock(descriptor, operation | LOCK_NB) == 0 else { return nil }
        self.descriptor = descriptor
    }

    private static func open(_ directory: URL) throws -> Int32 {
        let file = directory.appending(path: "searching.lock").path
        let descriptor = Foundation.open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Home.unusable }
        return descriptor
    }

    deinit { close(descriptor) }
}
