public import Records
public import Rules
import TransparencyLog
import Vocabulary

extension Home {
    /// Signals, in an order. For overseers.
    /// - Parameter after: one of them: those that come after it.
    /// - Throws: `role.missing`.
    public func signals(
        _ filter: SignalFilter = SignalFilter(), order: SignalOrder = .newestFirst, after: SignalRef? = nil,
        limit: Int, as actor: Actor
    ) throws -> [Signal] {
        try look(as: actor, .decideSignal) { deed in
            try deed.records.signals(filter, order: order, after: after, limit: limit).map { try deed.describe($0) }
        }
    }

    /// How many there are.
    /// - Throws: `role.missing`.
    public func countSignals(_ filter: SignalFilter = SignalFilter(), as actor: Actor) throws -> Int {
        try look(as: actor, .decideSignal) { try $0.records.countSignals(filter) }
    }

    /// One signal, with all that was decided of it and whoever looked behind it.
    /// - Throws: `signal.unknown`, `role.missing`.
    public func signal(_ ref: SignalRef, as actor: Actor) throws -> SignalDetails {
        try look(as: actor, .decideSignal) { deed in
            let record = try deed.signal(ref)
            return SignalDetails(
                signal: try deed.describe(record), decisions: try deed.records.decisions(of: ref).map(deed.describe),
                looks: try deed.records.looks(at: ref).map(deed.describe),
                searchesWithProbe: try deed.records.searchesWithProbe(among: record.evidence.searches))
        }
    }

    /// The entries of the log that a signal rests on, in the log's order, `limit` at most; with what opens them.
    ///
    /// Logs nothing: whoever shows them notes that first (``noteReading(_:as:)``).
    /// - Throws: `signal.unknown`, `role.missing`.
    public func entries(of signal: SignalRef, limit: Int, as actor: Actor) throws -> [LoggedRecord] {
        try look(as: actor, .readLog) { deed in
            try deed.records.loggedEvents(at: Array(deed.signal(signal).evidence.entries.prefix(max(0, limit))))
        }
    }

    /// Says what became of a signal. Logged; the reason is for the other overseers.
    /// - Throws: `signal.unknown`, `signal.unexplained`, `signal.decided`, `signal.open`, `role.missing`, `text.unusable`.
    public func decide(
        _ signal: SignalRef, _ decision: SignalDecision, reason: String, as actor: Actor
    ) async throws -> Signal {
        try await act(as: actor, .decideSignal) { deed in
            try SignalReason.check(reason)
            var record = try deed.signal(signal)
            record.state = try record.state.after(decision)
            try deed.records.update(record)
            try deed.records.add(
                SignalDecisionRecord(decision, at: deed.now, account: deed.person.account.ref, reason: reason),
                of: signal)
            var payload: [String: JSONValue] = ["reason": .string(reason), "kind": .string(record.kind)]
            payload["subject"] = record.account.map { .string($0.rawValue) }
            try deed.tell(decision.event, ["signal": signal.rawValue], payload)
            return try deed.describe(record)
        }
    }
}

extension SignalDecision {
    fileprivate var event: EventType {
        switch self {
        case .explained: .signalExplained
        case .upheld: .signalUpheld
        case .reopened: .signalReopened
        }
    }
}

extension Deed {
    /// - Throws: `signal.unknown`.
    func signal(_ ref: SignalRef) throws -> SignalRecord {
        guard let signal = try records.signal(ref) else {
            throw Failure(
                .signalUnknown, "There is no such signal.",
                remedy: "`likeness signals list` shows those that there are.")
        }
        return signal
    }

    fileprivate func describe(_ record: SignalRecord) throws -> Signal {
        let account = try record.account.flatMap { try records.account($0) }
        return Signal(
            record: record, accountName: account?.name,
            organisations: try account.map { [try records.organisation($0.organisation)?.name].compactMap { $0 } }
                ?? records.organisations(ofSearches: record.evidence.searches),
            decided: try records.decisions(of: record.ref).last.map(describe))
    }

    fileprivate func describe(_ decision: SignalDecisionRecord) throws -> Signal.Decision {
        Signal.Decision(
            record: decision, accountName: try decision.account.flatMap { try records.account($0)?.name })
    }

    func describe(_ look: SignalLookRecord) throws -> SignalLook {
        guard let account = try records.account(look.account) else { throw Home.unusable }
        return SignalLook(record: look, accountName: account.name)
    }
}
