public import Foundation
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

    /// The first line of what ``publishReport(_:id:period:digest:as:)`` signs: no checkpoint begins so and goes on as these do.
    public static let reportHeader = "likeness/report/v1\n"

    /// The moment that something is decided at: the clock's, never before what was recorded.
    public func presentMoment(as actor: Actor) throws -> Date { try look(as: actor, .readUsage) { $0.now } }
}
