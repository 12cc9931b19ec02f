import Foundation
public import Records
public import Rules
import TransparencyLog
import Vocabulary

extension Home {
    /// Records what came of a case. Nobody is identified, and nothing done, on a face alone: the policy's examiners have to
    /// have agreed on a candidate, and it has to be said what else speaks for it.
    /// - Throws: `case.unknown`, `outcome.no-finding`, `outcome.uncorroborated`, `outcome.unexplained`, `role.missing`.
    public func recordOutcome(
        _ outcome: Outcome, of reference: String, as actor: Actor
    ) async throws -> OutcomeRecord {
        try FreeText.check(outcome.text, outcome.corroboration)
        return try await act(as: actor, .recordOutcome) { deed in
            let record = try deed.caseFile(reference)
            try outcome.check(under: deed.policy, findings: deed.findings(on: record.ref))
            let made = OutcomeRecord(
                ref: PseudonymousID.random().text, caseRef: record.ref, outcome: outcome, at: deed.now,
                account: deed.person.account.ref)
            try deed.records.add(made)
            try deed.tell(
                .outcomeRecorded, ["case": record.ref.rawValue, "outcome": made.ref],
                [
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
    /// What examiners found of the candidates of a case's searches.
    ///
    /// A search counts once somebody has approved it. And a face that examiners found not to be the person's is not so because
    /// others, asked about it anew, say otherwise.
    fileprivate func findings(on caseRef: CaseRef) throws -> [Verdict] {
        var findings: [FaceID: [Verdict]] = [:]
        for authorisation in try records.authorisations(on: caseRef) {
            guard authorisation.decision != nil, authorisation.state != .refused else { continue }
            for past in try records.searches(on: authorisation.ref) {
                for candidate in try records.candidates(of: past.search.id) {
                    if case .finding(let verdict) = try panel(of: candidate, in: past).state {
                        findings[candidate.face, default: []].append(verdict)
                    }
                }
            }
        }
        return findings.values.flatMap { verdicts in
            verdicts.contains(.doesNotSupport) ? verdicts.filter { $0 != .supports } : verdicts
        }
    }
}
