import Foundation
import Logging
import Web

extension Logger {
    /// The server's own, to standard error.
    static func ofServer(_ settings: WebSettings) -> Logger {
        var logger = Logger(label: "likeness") { label in
            settings.logsJSON ? JSONLines() as any LogHandler : StreamLogHandler.standardError(label: label)
        }
        logger.logLevel = settings.logLevel
        return logger
    }
}

/// A log line as one JSON object.
private struct JSONLines: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.notice

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var line = metadata.merging(event.metadata ?? [:]) { $1 }.mapValues { "\($0)" }
        line["level"] = event.level.rawValue
        line["message"] = "\(event.message)"
        line["time"] = Date().formatted(.iso8601)
        guard let data = try? JSONEncoder().encode(line) else { return }
        tell(String(decoding: data, as: UTF8.self) + "\n")
    }
}
