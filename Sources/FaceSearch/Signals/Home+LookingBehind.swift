public import Records
public import Rules
import TransparencyLog
import Vocabulary

/// Looking at a face behind a signal: with a reason, logged before it is seen, known to every overseer.
extension Home {
    /// Lets an overseer see the probe of one of a signal's searches, for an hour (``probe(of:as:)``).
    /// - Throws: `signal.unknown`, `search.unknown` for one that the signal does not rest on, `signal.no-probe` when it is not
    ///   kept, `signal.unexplained`, `role.missing`, `log.…`: nothing can be seen then.
    public func lookBehind(
        _ signal: SignalRef, search: String, reason: String, as actor: Actor
    ) async throws -> SignalLook {
        try await act(as: actor, .lookBehindSignal) { deed in
            try SignalReason.check(reason)
            guard try deed.signal(signal).evidence.searches.contains(search) else {
                throw Failure(
                    .searchUnknown, "The signal does not rest on such a search.",
                    remedy: "`likeness signals show` lists those it rests on.")
            }
            // Asked before it is logged: who could see nothing has not looked.
            guard try deed.records.probe(ofAnySearch: search) != nil else { throw Self.noProbe }
            let look = SignalLookRecord(
                ref: SignalLookRef(PseudonymousID.random().text), signal: signal, search: search,
                account: deed.person.account.ref, at: deed.now, reason: reason)
            try deed.records.add(look)
            try deed.tell(
                .signalLooked, ["signal": signal.rawValue, "look": look.ref.rawValue],
                ["reason": .string(reason), "search": .string(search)])
            return try deed.describe(look)
        }
    }

    /// One's own look, while it lasts.
    /// - Throws: `signal.look-over`, also for others' and for none; `role.missing`.
    public func look(_ ref: SignalLookRef, as actor: Actor) throws -> SignalLook {
        try look(as: actor, .lookBehindSignal) { try $0.ownLook(ref) }
    }

    /// The probe that a look is at, as its searcher put it in. The face alone is what the look was allowed for: whoever shows it
    /// hides the others.
    /// - Throws: `signal.look-over`, `signal.no-probe`, `role.missing`.
    public func probe(of look: SignalLookRef, as actor: Actor) throws -> StoredProbe {
        try self.look(as: actor, .lookBehindSignal) { deed in
            guard let probe = try deed.records.probe(ofAnySearch: deed.ownLook(look).record.search) else {
                throw Self.noProbe
            }
            return probe
        }
    }

    private static let noProbe = Failure(
        .signalNoProbe, "The probe of this search is not, or no longer, kept.",
        remedy: "Ask whoever searched; the policy says for how many days probes are kept.")
}

extension RecordTransaction {
    /// Of a searcher's search, or of one for somebody who asks: that one's is kept while their request is open.
    fileprivate func probe(ofAnySearch search: String) throws -> StoredProbe? {
        try probe(of: search) ?? probe(ofRequestSearch: search)
    }
}

extension Deed {
    fileprivate func ownLook(_ ref: SignalLookRef) throws -> SignalLook {
        guard let look = try records.look(ref).map(describe), look.record.account == person.account.ref,
            look.record.at <= now, now < look.ends
        else {
            throw Failure(
                .signalLookOver, "This look is over, or was never yours.",
                remedy: "Look anew, and say why: it is logged again.")
        }
        return look
    }
}
