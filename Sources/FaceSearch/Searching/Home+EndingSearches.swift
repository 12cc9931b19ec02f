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

    /// The same of a search for somebody who asks.
    func interrupt(_ search: RequestSearchRecord) async throws {
        try records.transaction { try self.interrupt([search], $0) }
        try await log.settle()
    }

    /// Ends the searches whose processes died, those for people who ask too: nothing of them was shown.
    public func closeDeadSearches() async throws {
        guard try records.look({ try $0.countOpenSearches() }) > 0, let alone = try Presence.nobody(at: searchingFile)
        else { return }
        try await change { records in
            try self.interrupt(records.openSearches(), records)
            try self.interrupt(records.openRequestSearches(), records)
        }
        withExtendedLifetime(alone) {}
    }

    /// Where a search shows that it runs.
    var searchingFile: URL { directory.appending(path: "searching.lock") }

    private func interrupt(_ searches: [SearchRecord], _ records: RecordTransaction) throws {
        let now = try self.moment(records)
        // One that is completed stays so, also when its candidates were not shown in the end.
        for search in searches where try records.interrupt(search.id, at: now) {
            // The first homes named searches and accounts otherwise; those cannot stand in the log.
            guard PseudonymousID(search.id) != nil, PseudonymousID(search.account) != nil else { continue }
            try records.tell(.searchInterrupted, at: now, search.loggedIDs)
        }
    }

    private func interrupt(_ searches: [RequestSearchRecord], _ records: RecordTransaction) throws {
        let now = try self.moment(records)
        for search in searches where try records.interrupt(requestSearch: search.id, at: now) {
            try records.tell(
                .requestSearchInterrupted, at: now,
                ["request": search.request.rawValue, "search": search.id, "account": search.account.rawValue])
        }
    }
}
