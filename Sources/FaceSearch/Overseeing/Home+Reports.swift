public import Foundation
import Records
public import Rules
public import TransparencyLog
import Vocabulary

/// Published reports.
extension Home {
    /// Signs a report with the log's key, as a note of its own kind, and logs that it was published. The entry is in the log
    /// before the note is handed out.
    /// - Parameters:
    ///   - contents: one line.
    ///   - id: the report's random id, which stands in the log.
    ///   - digest: of the contents, in hexadecimal: what the entry commits to.
    /// - Throws: `role.missing`, `log.malformed`, `log.key-unusable`, `log.…`.
    public func publishReport(
        _ contents: String, id: String, period: String, digest: String, as actor: Actor
    ) async throws -> SignedNote {
        do {
            guard !contents.utf8.contains(0x0A) else { throw LogError(.malformed, "a report is one line") }
            let text = Self.reportHeader + contents + "\n"
            let note = try SignedNote(text: text, signatures: [LogKeyFile(home: directory).read().sign(text)])
            try await act(as: actor, .publishReport) { deed in
                _ = try deed.tell(
                    .reportPublished, ["report": id], ["period": .string(period), "sha256": .string(digest)])
            }
            return note
        } catch let error as LogError {
            throw Failure(error)
        }
    }

    /// Whether the log has it that this report was published; where what its entry stands for is no longer kept, that one of
    /// this id was. Whoever has the log's key could sign another.
    /// - Throws: `role.missing`.
    public func hasPublished(_ id: String, digest: String, as actor: Actor) throws -> Bool {
        try look(as: actor, .readUsage) { deed in
            try deed.records.events(of: EventType.reportPublished.rawValue, about: id).contains { event in
                guard let opening = event.opening else { return true }
                guard case .object(let payload)? = try? CanonicalJSON.parse(opening.payload) else { return false }
                return payload["sha256"] == .string(digest)
            }
        }
    }

    /// The first line of what ``publishReport(_:id:period:digest:as:)`` signs: no checkpoint begins so and goes on as these do.
    public static let reportHeader = "likeness/report/v1\n"

    /// The moment that something is decided at: the clock's, never before what was recorded.
    public func presentMoment(as actor: Actor) throws -> Date { try look(as: actor, .readUsage) { $0.now } }
}
