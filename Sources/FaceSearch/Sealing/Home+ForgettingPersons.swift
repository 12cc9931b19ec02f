import Records
import Rules

extension Home {
    /// Ends what a sealed or protected person was known by, and overwrites it.
    /// - Parameter ending: finds the person, forgets them, and tells that; with the reason as it is kept.
    /// - Throws: `reason.missing`, `text.unusable`, `role.missing`, `home.locked`, and what `ending` throws: nothing was changed
    ///   then.
    func forgetPerson(
        because reason: String, as actor: Actor, _ ending: @Sendable (Deed, _ reason: String) throws -> Void
    ) async throws {
        let reason = try Self.reason(reason)
        try look(as: actor, .sealPerson) { _ in }
        let lock = try HomeLock(of: self)
        defer { withExtendedLifetime(lock) {} }
        try await act(as: actor, .sealPerson) { deed in
            try ending(deed, reason)
            // So that it is overwritten, also when this is interrupted.
            try deed.records.begin(
                ErasureRecord(
                    ref: PseudonymousID.random().text, account: deed.person.account.ref, reason: reason,
                    begun: deed.now))
        }
        try await finishErasures()
    }
}
