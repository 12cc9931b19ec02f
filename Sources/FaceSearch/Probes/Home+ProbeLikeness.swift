import Records
import Rules
import Vocabulary

extension Home {
    /// Which searches' probes show the same face, and which a protected person: by their sealed templates, under the oversight
    /// key, at the policy's similarity. Tells ids and numbers only, and writes nothing.
    ///
    /// The first time in a process it opens all that is kept, later what is new: docs/signals.md has how long that takes.
    /// - Parameter actor: an overseer; nil: the home's own check, on nobody's behalf.
    /// - Throws: `oversight.key-missing` where the key is kept elsewhere, `oversight.key-unusable`, `role.missing`.
    public func probeLikeness(as actor: Actor?) async throws -> ProbeLikeness {
        if let actor { try look(as: actor, .decideSignal) { _ in } }
        let perThousand = try policy().policy.signals.sameFacePerThousand
        return try await probeComparison.likeness(in: records, threshold: Float(perThousand) / 1000) {
            try self.openingKey()
        }
    }
}
