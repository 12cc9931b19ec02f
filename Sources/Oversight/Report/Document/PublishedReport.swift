import Crypto
public import FaceSearch
import Foundation
import Records
import Rules
public import TransparencyLog
import Vocabulary

/// A report with the signature of the log that it was made from.
public struct PublishedReport: Sendable {
    public let report: Report
    /// Its text is a header and the report's canonical JSON, a line each.
    public let note: SignedNote

    /// Reads a note; whose it is has to be asked with ``verify(by:)``.
    /// - Throws: `report.malformed`.
    public init(parsing note: SignedNote) throws {
        // One signature, the log's: another line would be anybody's words.
        guard note.text.hasPrefix(Home.reportHeader), note.signatures.count == 1 else { throw Report.malformed }
        report = try Report(parsing: Array(note.text.utf8.dropFirst(Home.reportHeader.utf8.count).dropLast()))
        self.note = note
    }

    /// What the log's entry commits to: SHA-256 of the report's canonical JSON, in hexadecimal.
    public var digest: String {
        Self.digest(of: Array(note.text.utf8.dropFirst(Home.reportHeader.utf8.count).dropLast()))
    }

    fileprivate static func digest(of bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined()
    }

    /// - Throws: `log.signature-wrong`, `report.other-log`.
    public func verify(by key: VerifierKey) throws {
        do { _ = try note.open(with: [key]) } catch let error as LogError { throw Failure(error) }
        guard key.name == report.origin else {
            throw Failure(
                .reportOtherLog, "The report names another log than the key.",
                remedy: "Give the key of the log that it names.")
        }
    }
}

extension HistoryKeeper {
    /// Makes a report, logs that it was published, and signs it.
    /// - Throws: `report.whole-months`, `report.not-over`, `role.missing`, `log.…`.
    public func publishReport(
        of period: Period, in home: Home, as actor: Actor,
        progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) async throws -> PublishedReport {
        let (history, checkpoint) = try await history(as: actor, progress: progress)
        let report = try Report(
            of: history, under: checkpoint.checkpoint, period: period,
            smallest: home.policy().policy.smallestReportedCount, id: PseudonymousID.random().text,
            publisher: home.identity(of: actor).organisation.name,
            made: home.presentMoment(as: actor))
        let bytes = try CanonicalJSON.bytes(of: report.json())
        let note = try await home.publishReport(
            String(decoding: bytes, as: UTF8.self), id: report.id, period: period.text,
            digest: PublishedReport.digest(of: bytes), as: actor)
        return try PublishedReport(parsing: note)
    }
}
