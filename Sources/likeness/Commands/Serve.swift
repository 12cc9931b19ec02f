import ArgumentParser
import FaceSearch
import Foundation
import Logging
import Rules
import Secrets
import SignOn
import Vocabulary
import Web

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves the web desk and the JSON API.",
        discussion: """
            On this machine only, unless --host says otherwise; then give a certificate,
            or put a web server before it that has one. Stops on Ctrl-C, when what was
            asked is answered.

            Examples:
              likeness serve
              likeness serve --port 9000 --root /srv/photos
              likeness serve --host 0.0.0.0 --name desk.example.org \\
                  --certificate chain.pem --key key.pem
            """)

    @OptionGroup var home: HomeOption
    @Option(help: "An address of this machine.") var host = "127.0.0.1"
    @Option(help: "The port; 0 takes a free one.") var port = 8787
    @Option(help: ArgumentHelp("A name by which browsers call it; may be given several times.", valueName: "host"))
    var name: [String] = []
    @Option(help: ArgumentHelp("The certificate's chain, as PEM.", valueName: "file")) var certificate: String?
    @Option(help: ArgumentHelp("The certificate's key, as PEM.", valueName: "file")) var key: String?
    @Option(
        help: ArgumentHelp(
            "A folder below which photos may be indexed from the desk; may be given several times.", valueName: "dir"))
    var root: [String] = []
    @Option(help: ArgumentHelp("Settings of a provider that signs people in (OpenID Connect).", valueName: "file"))
    var signOn: String?
    @Option(help: ArgumentHelp("How many searches an account may make in a minute.", valueName: "n"))
    var searchesPerMinute = 120
    @Option(help: "How much is logged: debug, info, notice, warning or error.") var logLevel = "notice"
    @Flag(help: "Log in JSON, a line each.") var logJSON = false

    func validate() throws {
        guard (certificate == nil) == (key == nil) else {
            throw ValidationError("--certificate and --key are given together.")
        }
        guard searchesPerMinute > 0 else { throw ValidationError("--searches-per-minute is 1 or more.") }
        guard Logger.Level(rawValue: logLevel) != nil else {
            throw ValidationError("--log-level is debug, info, notice, warning or error.")
        }
    }

    func run() async throws {
        let opened = try home.open()
        var settings = WebSettings()
        settings.host = host
        settings.port = port
        settings.names = name.map { $0.lowercased() }
        settings.certificate = certificate.map { URL(filePath: $0) }
        settings.key = key.map { URL(filePath: $0) }
        settings.provider = try signOn.map { try SignOnFile.settings($0) }
        if let provider = settings.provider, try opened.asksForSecondFactor(), !provider.secondFactor.isRequired {
            throw Failure(
                .signOnSettings, "The policy asks for a second factor, and the provider is not asked for one.",
                remedy: "Say \"secondFactor\": true in its settings.")
        }
        settings.searchesPerMinute = searchesPerMinute
        settings.roots = root.map { URL(filePath: $0, directoryHint: .isDirectory) }
        let server = try WebServer(home: opened, analyzer: makeAnalyzer(), settings: settings, logger: logger)
        let isOwners = opened.profile == .household
        let (scheme, host) = (certificate == nil ? "http" : "https", name.first ?? host)
        let firstCode = try await Self.firstCode(opened)
        try await server.run { port in
            let address = "\(scheme)://\(host):\(port)"
            let path = isOwners ? server.ownersPath() : firstCode.map { "/set-up?code=\($0)" } ?? ""
            let lines = [
                "Likeness is at \(address)\(path)",
                isOwners ? "The link is yours, and good once. Ctrl-C stops the server." : "Ctrl-C stops the server.",
            ]
            try? say(lines.joined(separator: "\n"))
        }
    }

    /// In a home in which nobody has an account yet, the code by which an administrator's is set up.
    private static func firstCode(_ home: Home) async throws -> String? {
        guard try home.awaitsFirstAdministrator() else { return nil }
        return try? await home.createFirstAdministrator(named: "admin", organisation: "main").text
    }

    private var logger: Logger {
        let level = Logger.Level(rawValue: logLevel) ?? .notice
        var logger = Logger(label: "likeness") { label in
            logJSON ? JSONLines() as any LogHandler : StreamLogHandler.standardError(label: label)
        }
        logger.logLevel = level
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
