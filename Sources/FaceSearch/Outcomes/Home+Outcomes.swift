import Foundation
public import Records
public import Rules
import TransparencyLog
import Vocabulary

extension Home {
    /// Records what came of a case. Nobody is identified, and nothing done, on a face alone: the policy's examiners have to
    /// have agreed on a candidate, and it has to be said what else speaks for it.
    /// - Throws: `case.unknown`, `search.unknown`, `outcome.no-candidate`, `outcome.no-finding`, `outcome.uncorroborated`, `outcome.unexplained`, `role.missing`.
    public func recordOutcome(
        _ outcome: Outcome, of reference: String, as actor: Actor
    ) async throws -> OutcomeRecord {
        try FreeText.check(outcome.text, outcome.corroboration)
        return try await act(as: actor, .recordOutcome) { deed in
            let record = try deed.caseFile(reference)
            try outcome.check(under: deed.policy, finding: deed.finding(of: outcome.candidate, on: record.ref))
            let made = OutcomeRecord(
                ref: PseudonymousID.random().text, caseRef: record.ref, outcome: outcome, at: deed.now,
                account: deed.person.account.ref)
            try deed.records.add(made)
            var ids = ["case": record.ref.rawValue, "outcome": made.ref]
            ids["search"] = outcome.candidate?.search
            try deed.tell(
                .outcomeRecorded, ids,
                [
                    "rank": outcome.candidate.map { try .integer($0.rank) } ?? .null,
                    "kind": .string(outcome.kind.word),
                    "action": outcome.kind.action.map { .string($0.rawValue) } ?? .null,
                    "text": .string(outcome.text),
                    "corroboration": outcome.corroboration.map { .string($0) } ?? .null,
                ])
            return made
        }
    }

    /// A case's, oldest first, each with the name of whoever recorded it.
    /// - Throws: `case.unknown`, `role.missing`.
    public func outcomes(of reference: String, as actor: Actor) async throws -> [(record: OutcomeRecord, by: String)] {
        try await passTime()
        return try look(as: actor, .seeCases) { deed in
            try deed.records.outcomes(of: deed.caseFile(reference).ref).map { record in
                (record, try deed.records.account(record.account)?.name ?? record.account.rawValue)
            }
        }
    }
}

extension Deed {
    /// What examiners found of a candidate of the case; nil when it is nothing that can be relied on.
    ///
    /// A search counts once somebody has approved it. And a face that examiners found not to be the person's is not so because
    /// others, asked about it anew, say otherwise.
    /// - Throws: `search.unknown`.
    fileprivate func finding(of named: Outcome.Candidate?, on caseRef: CaseRef) throws -> Verdict? {
        guard let named else { return nil }
        var searches: [(past: PastSearch, isApproved: Bool)] = []
        for authorisation in try records.authorisations(on: caseRef) {
            let isApproved = authorisation.decision != nil && authorisation.state != .refused
            searches += try records.searches(on: authorisation.ref).map { ($0, isApproved) }
        }
        guard let (past, isApproved) = searches.first(where: { $0.past.search.id == named.search }),
            let candidate = try records.candidate(named.rank, of: named.search)
        else { throw Home.unknownSearch }
        guard isApproved, case .finding(let verdict) = try panel(of: candidate, in: past).state else { return nil }
        for (past, isApproved) in searches where isApproved {
            for same in try records.candidates(of: past.search.id) where same.face == candidate.face {
                if case .finding(.doesNotSupport) = try panel(of: same, in: past).state { return .doesNotSupport }
            }
        }
        return verdict
    }
}
