import Foundation
import Records
import Rules
import TransparencyLog
import Vocabulary

extension Home {
    /// Does what an interrupted erasure left to do. The home is locked.
    func finishErasures() async throws {
        guard try !records.look({ try $0.openErasures() }).isEmpty else { return }
        var removal = TemplateRemoval(self)
        try removal.removeMarked()
        try await endErasures()
    }

    /// Overwrites what was deleted, and logs it; only now is an erasure over.
    @discardableResult
    func endErasures() async throws -> [ErasureRecord] {
        try records.overwriteDeleted()
        return try await change { records in
            let now = try self.moment(records)
            let open = try records.openErasures()
            for erasure in open {
                try Self.tellCompleted(erasure, records, at: now)
                try records.end(erasure)
            }
            return open
        }
    }

    /// One entry for each collection, so that what a collection lost can be told.
    private static func tellCompleted(_ erasure: ErasureRecord, _ records: RecordTransaction, at now: Date) throws {
        let name = try erasure.account.flatMap { try records.account($0)?.name }
        for collection in try records.collections() {
            guard let counts = erasure.counts[collection.id] else { continue }
            var ids = ["collection": collection.ref, "erasure": erasure.ref]
            ids["account"] = erasure.account?.rawValue
            try records.tell(
                .erasureCompleted, at: now, ids,
                [
                    "account": name.map { .string($0) } ?? .null, "reason": .string(erasure.reason),
                    "photos": try .integer(counts.photos), "faces": try .integer(counts.faces),
                    "files": try .integer(counts.files), "openings": try .integer(counts.openings),
                ])
        }
    }
}
