import ArgumentParser
import Configuration
import FaceSearch
import Foundation
import Rules
import Secrets
import SignOn
import Synchronization
import Vocabulary
import Web

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves the web desk and the JSON API.",
        discussion: """
            On this machine only, unless --host says otherwise; then give a certificate,
            or put a web server before it that has one. Stops on Ctrl-C, when what was
            asked is answered. SIGHUP has the certificate loaded anew.

            Examples:
              likeness serve
              likeness serve --port 9000 --root /srv/photos
              likeness serve --host 0.0.0.0 --name desk.example.org \\
                  --certificate chain.pem --key key.pem
              likeness serve --config /etc/likeness/serve.yaml

            Each option from --host on can also be set in the environment or in a file,
            by its name. A flag holds before the environment, that before the file.
              --searches-per-minute 60                   a flag
              LIKENESS_SERVE_SEARCHES_PER_MINUTE=60      the environment
              searches-per-minute: 60                    the file, which is YAML
            What may be given several times is a list: a,b in the environment, [a, b] in
            the file.
            """)

    @OptionGroup var home: HomeOption
    @Option(help: ArgumentHelp("A file of settings, as YAML (default: $LIKENESS_CONFIG).", valueName: "file"))
    var config: String?
    @Option(help: "An address of this machine. (default: 127.0.0.1)") var host: String?
    @Option(help: "The port; 0 takes a free one. (default: 8787)") var port: Int?
    @Option(help: ArgumentHelp("A name by which browsers call it; may be given several times.", valueName: "host"))
    var name: [String] = []
    @Option(help: ArgumentHelp("The certificate's chain, as PEM.", valueName: "file")) var certificate: String?
    @Option(help: ArgumentHelp("The certificate's key, as PEM; others may not read it.", valueName: "file"))
    var key: String?
    @Option(
        help: ArgumentHelp(
            "A folder below which photos may be indexed from the desk; may be given several times.", valueName: "dir"))
    var root: [String] = []
    @Option(
        help: ArgumentHelp(
            "Settings of a provider that signs people in (OpenID Connect); others may not read it.", valueName: "file"))
    var signOn: String?
    @Option(
        help: ArgumentHelp("How many searches an account may make in a minute. (default: 120)", valueName: "n"))
    var searchesPerMinute: Int?
    @Option(help: "How much is logged: debug, info, notice, warning or error. (default: notice)") var logLevel: String?
    @Flag(inversion: .prefixedNo, help: "Log in JSON, a line each.") var logJSON: Bool?
    @Option(
        help: ArgumentHelp(
            "Serve the public page there too, and nothing else (default: nowhere).", valueName: "host:port"))
    var publicPage: String?
    @Option(help: ArgumentHelp("The texts of the public page.", valueName: "file")) var publicPageTexts: String?

    func run() async throws {
        // Each thread that decodes would else keep what it needed for the largest picture (M_ARENA_MAX of mallopt(3)).
        _ = mallopt(-8, 4)
        let sources = try SettingSources(
            flags: flags, environment: ProcessInfo.processInfo.environment, file: try await settingsFile())
        var (settings, signOn) = try sources.read()
        let opened = try home.open()
        settings.provider = try signOn.map { try SignOnFile.settings($0.path) }
        if let provider = settings.provider, try opened.asksForSecondFactor(), !provider.secondFactor.isRequired {
            throw Failure(
                .signOnSettings, "The policy asks for a second factor, and the provider is not asked for one.",
                remedy: "Say \"secondFactor\": true in its settings.")
        }
        let server = try WebServer(
            home: opened, analyzer: makeAnalyzer(), settings: settings, logger: .ofServer(settings))
        let isOwners = opened.profile == .household
        let (scheme, host) = (settings.certificate == nil ? "http" : "https", settings.names.first ?? settings.host)
        let firstCode = try await Self.firstCode(opened)
        let telling = Telling()
        let tellPublic: @Sendable (String, Int) async -> Void = { host, port in
            telling.later("The public page is at \(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)/")
        }
        try await server.run(onPublicPage: tellPublic) { port in
            let address = "\(scheme)://\(host):\(port)"
            let path = isOwners ? server.ownersPath() : firstCode.map { "/set-up?code=\($0)" } ?? ""
            let lines = [
                "Likeness is at \(address)\(path)",
                isOwners ? "The link is yours, and good once. Ctrl-C stops the server." : "Ctrl-C stops the server.",
            ]
            telling.first(lines.joined(separator: "\n"))
        }
    }

    private func settingsFile() async throws -> (any ConfigProvider)? {
        let path = config ?? ProcessInfo.processInfo.environment["LIKENESS_CONFIG"] ?? ""
        return path.isEmpty ? nil : try await SettingsFile.provider(URL(filePath: path))
    }

    private var flags: [Setting: ConfigContent] {
        let said: [Setting: ConfigContent?] = [
            .host: host.map { .string($0) }, .port: port.map { .int($0) },
            .name: name.isEmpty ? nil : .stringArray(name), .certificate: certificate.map { .string($0) },
            .key: key.map { .string($0) }, .root: root.isEmpty ? nil : .stringArray(root),
            .signOn: signOn.map { .string($0) }, .searchesPerMinute: searchesPerMinute.map { .int($0) },
            .logLevel: logLevel.map { .string($0) }, .logJSON: logJSON.map { .bool($0) },
            .publicPage: publicPage.map { .string($0) }, .publicPageTexts: publicPageTexts.map { .string($0) },
        ]
        return said.compactMapValues(\.self)
    }

    /// In a home in which nobody has an account yet, the code by which an administrator's is set up.
    private static func firstCode(_ home: Home) async throws -> String? {
        guard try home.awaitsFirstAdministrator() else { return nil }
        return try? await home.createFirstAdministrator(named: "admin", organisation: "main").text
    }
}

/// Says where the desk is before it says anything else, whichever of the two ports is taken first.
private final class Telling: Sendable {
    private let waiting = Mutex<[String]?>([])

    func first(_ text: String) {
        waiting.withLock { lines in
            for line in [text] + (lines ?? []) { try? say(line) }
            lines = nil
        }
    }

    func later(_ text: String) {
        waiting.withLock { lines in if lines == nil { try? say(text) } else { lines?.append(text) } }
    }
}

/// Of malloc.h, which the Glibc module leaves out.
@_silgen_name("mallopt") private func mallopt(_ parameter: Int32, _ value: Int32) -> Int32
