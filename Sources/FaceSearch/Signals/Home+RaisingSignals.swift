public import Records
public import Rules
import TransparencyLog

extension Home {
    /// Raises the signals that are new. Of a finding that was raised before, the evidence grows: searches and entries are added,
    /// of each figure the greater stays. One that was explained is open again when its evidence grows, by nobody's decision; one
    /// that was upheld stays so. A finding is known by its key, or by what it rests on (``KnownSignals``).
    ///
    /// `signal.raised` is logged once for each finding, `signal.reopened` each time. Nothing is changed or logged when nothing is
    /// new, so it may be repeated. A finding about an account that the records do not know is raised without it: what the
    /// log's entry stands for names it by its id.
    /// - Parameter actor: an overseer; nil: the home's own check, on nobody's behalf.
    /// - Throws: `role.missing`, `log.…`, `records.…`.
    public func raiseSignals(_ drafts: [SignalDraft], as actor: Actor?) async throws -> RaisedSignals {
        if let actor { try look(as: actor, .decideSignal) { _ in } }
        let hasNews = try records.look { records in
            var known = KnownSignals()
            return try drafts.contains { draft in
                let account = try draft.account.flatMap { try records.account($0)?.ref }
                guard case .unchanged = try known.find(draft, about: account, in: records) else { return true }
                return false
            }
        }
        guard hasNews else {
            var result = RaisedSignals()
            result.unchanged = drafts.count
            return result
        }
        if actor == nil { try await passTime() }
        guard let actor else { return try await change { try self.raise(drafts, by: nil, $0) } }
        return try await act(as: actor, .decideSignal) { try self.raise(drafts, by: $0.person, $0.records) }
    }

    private func raise(
        _ drafts: [SignalDraft], by person: Deed.Person?, _ records: RecordTransaction
    ) throws -> RaisedSignals {
        let now = try moment(records)
        var result = RaisedSignals()
        func tell(_ type: EventType, _ signal: SignalRecord, about subject: AccountRef?) throws {
            var ids = ["signal": signal.ref.rawValue]
            ids["account"] = person?.account.ref.rawValue
            var payload: [String: JSONValue] = [
                "kind": .string(signal.kind), "searches": .array(signal.evidence.searches.map { .string($0) }),
                "entries": .array(try signal.evidence.entries.map { try .integer($0) }),
                "figures": .object(
                    try JSONObject(signal.evidence.figures.map { ($0.key, try .integer($0.value)) })),
            ]
            // Not among the ids, which anybody may read: whoever searches would learn that they are watched.
            payload["subject"] = subject.map { .string($0.rawValue) }
            payload["account"] = person.map { .string($0.account.name) }
            try records.tell(type, at: now, ids, payload)
        }
        var known = KnownSignals()
        for draft in drafts {
            let account = try draft.account.flatMap { try records.account($0)?.ref }
            switch try known.find(draft, about: account, in: records) {
            case .new:
                let signal = SignalRecord(
                    ref: SignalRef(PseudonymousID.random().text), kind: draft.kind, key: draft.digest, account: account,
                    raised: now, grown: now, evidence: draft.evidence, state: .open)
                try records.add(signal)
                known.note(signal)
                try tell(.signalRaised, signal, about: draft.account)
                result.raised.append(signal.ref)
            case .unchanged:
                result.unchanged += 1
            case .grown(var signal):
                let before = signal.state
                signal.grown = now
                signal.state = before.afterNewEvidence
                try records.update(signal)
                known.note(signal)
                // Raised a moment ago, or grown by another draft already: counted once.
                if !(result.raised + result.grown).contains(signal.ref) { result.grown.append(signal.ref) }
                guard signal.state != before else { continue }
                try records.add(SignalDecisionRecord(.reopened, at: now), of: signal.ref)
                try tell(.signalReopened, signal, about: draft.account)
                result.reopened.append(signal.ref)
            }
        }
        return result
    }
}
