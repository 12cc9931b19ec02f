import Foundation
import TransparencyLog

/// A log in a folder of its own, removed with it.
final class TemporaryLog: Sendable {
    let path: String
    let key: SigningKey

    convenience init() throws { try self.init(key: SigningKey(name: "example.test/log")) }

    /// Another log, signed by the same operator.
    convenience init(keyOf log: TemporaryLog) throws { try self.init(key: log.key) }

    private init(key: SigningKey) throws {
        path = NSTemporaryDirectory() + "log-" + UUID().uuidString
        self.key = key
        try LogWriter.create(path, key: key)
    }

    /// The files as they are at this instant, for another writer.
    init(copyOf log: TemporaryLog) throws {
        path = NSTemporaryDirectory() + "log-" + UUID().uuidString
        key = log.key
        try FileManager.default.copyItem(atPath: log.path, toPath: path)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var published: PublishedLog { PublishedLog(path + "/public") }

    func read(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
    }

    /// - Parameter publishing: whether what is appended is published by and by, not only when a test asks for it.
    func open(publishing: Bool = false) throws -> LogWriter {
        try LogWriter(path, key: key, publicationDelay: publishing ? .milliseconds(5) : .never)
    }

    func audit(kept: [Checkpoint] = []) throws -> LogAudit.Report {
        try LogAudit(published, key: key.verifierKey, kept: kept).run()
    }
}
