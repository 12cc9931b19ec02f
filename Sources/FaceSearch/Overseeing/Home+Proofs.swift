import Rules
public import TransparencyLog
public import Vocabulary

extension Home {
    /// The proof that an entry is in the log, under its published checkpoint.
    /// - Throws: `role.missing`, `entry.unknown`, `log.…`.
    public func receipt(ofEntry index: Int, as actor: Actor) async throws -> Receipt {
        try look(as: actor, .readLog) { _ in }
        let checkpoint = try await log.checkpoint()
        let head = checkpoint.checkpoint.head
        guard (0..<head.size).contains(index) else {
            throw Self.unknownEntry
        }
        do {
            let published = Home.publishedLog(of: directory)
            let proof = try InclusionProof.make(index: index, size: head.size, from: LogLeaves(published, of: head))
            return try Receipt(proof, in: checkpoint, extra: published.entry(at: index, of: head))
        } catch let error as LogError {
            throw Failure(error)
        }
    }

    public static let unknownEntry = Failure(
        .entryUnknown, "The log has no such entry.", remedy: "It may not be published yet; try again.")
}
