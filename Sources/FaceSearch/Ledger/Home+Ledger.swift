public import Foundation
import Records
public import TransparencyLog
import Vocabulary

/// The tamper-evident log of what is done in this home (docs/ledger.md).
extension Home {
    /// The log's folder: `public/` in it is for anybody to read.
    public static func logFolder(of directory: URL) -> String { directory.appending(path: "log").path }

    /// The public files of the log.
    public static func publishedLog(of directory: URL) -> PublishedLog {
        PublishedLog(logFolder(of: directory) + "/public")
    }

    /// What verifies the log's checkpoints.
    /// - Throws: `home.missing`, `log.key-unusable`.
    public static func logVerifierKey(of directory: URL) throws -> VerifierKey {
        try checkIsThere(directory)
        return try LogKeyFile(home: directory).read().verifierKey
    }

    /// How many entries the log has, as far as the records know.
    public func loggedEntries() throws -> Int { try records.look { try $0.loggedEntries() } }

    /// Whether the log can be written.
    /// - Throws: as ``settle()``.
    public func checkLog() async throws { try await log.holding { try await self.log.makeReady() } }

    /// Keeps the log open between uses, for a program that uses it often; other programs on this home get their turn.
    public func keepLogOpen() async { await log.linger(for: .milliseconds(500)) }

    /// Ends ``keepLogOpen()``: what was logged is published.
    public func closeLog() async { await log.release() }

    /// Puts into the log what is recorded and not there yet.
    /// - Throws: `log.…`, `records.rolled-back`.
    public func settle() async throws { try await log.settle() }

    /// The log, for appending and publishing. The caller closes it.
    /// - Throws: `home.missing`, `log.key-unusable`, `log.missing`, `log.locked`, `log.damaged`, `log.signature-wrong`.
    public static func openLog(of directory: URL, witnesses: LogWriter.Witnesses? = nil) throws -> LogWriter {
        try checkIsThere(directory)
        let key = try LogKeyFile(home: directory).read()
        do {
            return try LogWriter(logFolder(of: directory), key: key, witnesses: witnesses)
        } catch let error as LogError {
            throw Failure(error)
        }
    }

    /// Makes the key and the log, with its first entry.
    static func createLog(in directory: URL, _ log: LogChoice, at moment: Date) throws {
        do {
            let key = try LogKeyFile(home: directory).make(at: log.keyFile, name: log.name)
            try LogWriter.create(
                logFolder(of: directory), key: key,
                beginningWith: LoggedEvent(EventType.homeCreated.rawValue, at: moment).bytes)
        } catch let error as LogError {
            throw Failure(error)
        }
    }
}

/// How a home's log is to be called, and where its key is to be kept.
public struct LogChoice: Sendable {
    /// The log's origin: it stands in each checkpoint, and tells this log from all others.
    let name: String
    let keyFile: String?

    /// - Parameters:
    ///   - name: one word without `+`; nil: a random one.
    ///   - keyFile: nil: in the home.
    /// - Throws: `log.malformed` when the name is none.
    public init(name: String? = nil, keyFile: String? = nil) throws {
        self.name = name ?? "likeness/" + PseudonymousID.random().text.prefix(16)
        self.keyFile = keyFile
        guard let key = try? SigningKey(name: self.name), key.verifierKey.isPlain else {
            throw Failure(LogError(.malformed, "its name is not one word of characters that show"))
        }
    }
}
