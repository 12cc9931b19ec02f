import Foundation
import Records
import Rules
import Vocabulary

/// What nobody does, and time brings about.
extension Home {
    /// Ends what has expired, for good: recorded and logged apart from whatever is done next, so that a refusal of that does not
    /// undo it, and a clock that is set back does not bring it back.
    /// - Throws: `clock.behind`, `log.…`, `records.…`.
    func passTime() async throws {
        let isDue = try records.look { records in
            let now = try self.moment(records)
            return try records.runningAuthorisations().contains { $0.afterTime(now) != $0 }
        }
        guard isDue else { return }
        try await log.holding {
            try await self.log.makeReady()
            try self.records.transaction { records in
                let now = try self.moment(records)
                try Self.passTime(records, at: now)
            }
            try self.records.overwriteDeleted()
            try await self.log.settle()
        }
    }

    static func passTime(_ records: RecordTransaction, at now: Date) throws {
        for authorisation in try records.runningAuthorisations() {
            let next = authorisation.afterTime(now)
            guard next != authorisation else { continue }
            try records.update(next)
            try records.tell(
                next.state == .lapsed ? .breakGlassLapsed : .authorisationExpired, at: now,
                ["authorisation": next.ref.rawValue, "requester": next.request.requester.rawValue])
            try carryOut(next, records, at: now)
        }
    }

    /// A break-glass search that was refused or not answered: what it returned is erased, and its searcher does not search
    /// until an approver acts. The record that it was made stays, and the sealed template of its probe: overseers are to see whom
    /// somebody searches without leave.
    static func carryOut(_ authorisation: Authorisation, _ records: RecordTransaction, at now: Date) throws {
        guard authorisation.consequence == .eraseAndLock else { return }
        let searches = try records.searches(on: authorisation.ref).map(\.search.id)
        try records.eraseResults(of: searches)
        try records.setLock(authorisation.ref, of: authorisation.request.requester)
        try records.tell(
            .accountLocked, at: now,
            ["subject": authorisation.request.requester.rawValue, "authorisation": authorisation.ref.rawValue])
    }
}
